/** Which of these artifacts somebody needs. */
type Referrer = (artifactIds: readonly string[]) => Promise<ReadonlySet<string>>;

/**
 * Who may refer to artifacts: each module that does says so here when it is made, as it declares its rules of retention. An
 * artifact is taken away when none of them needs it. Whoever begins to refer to one calls `ArtifactStore.use` in the same
 * unit of work.
 */
export class ArtifactReferences {
  private readonly referrers: Referrer[] = [];

  add(referrer: Referrer): void {
    this.referrers.push(referrer);
  }

  /** Those of them that are needed. */
  async among(artifactIds: readonly string[]): Promise<Set<string>> {
    const needed = new Set<string>();
    for (const referrer of this.referrers) {
      const others = artifactIds.filter((id) => !needed.has(id));
      if (others.length === 0) break;
      for (const id of await referrer(others)) needed.add(id);
    }
    return needed;
  }
}
