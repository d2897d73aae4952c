/** The refs of repositories elsewhere. */
export abstract class RemoteRefs {
  /**
   * Branches and tags by their full names, each with the hash of its commit. Throws `unavailable` (`source.unavailable`) where
   * the host does not answer in time, and `invalid` (`source.refused`) for an address that git is not given.
   */
  abstract list(href: string, token: string | null): Promise<ReadonlyMap<string, string>>;
}
