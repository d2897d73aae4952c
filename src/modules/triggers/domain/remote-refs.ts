/** Where a branch or a tag is. */
export interface RemoteRef {
  readonly commit: string;
  /** Of an annotated tag the hash of the tag itself, which some webhooks name instead of its commit. */
  readonly tag: string | null;
}

/** The refs of repositories elsewhere. */
export abstract class RemoteRefs {
  /**
   * Branches and tags by their full names, each with where it is. Throws `unavailable` (`source.unavailable`) where
   * the host does not answer in time, and `invalid` (`source.refused`) for an address that git is not given.
   */
  abstract list(href: string, token: string | null): Promise<ReadonlyMap<string, RemoteRef>>;
}
