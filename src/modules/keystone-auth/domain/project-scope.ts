/** Whose things are looked for: one project's, or everybody's. */
export class ProjectScope {
  static readonly ALL = new ProjectScope(undefined);

  private constructor(private readonly projectId: string | undefined) {}

  static of(projectId: string): ProjectScope {
    return new ProjectScope(projectId);
  }

  /** As a condition of equality on the property `projectId`; empty for all projects. */
  get where(): { readonly projectId?: string } {
    return this.projectId === undefined ? {} : { projectId: this.projectId };
  }
}
