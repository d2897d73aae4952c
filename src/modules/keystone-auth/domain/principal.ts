/** Who makes a request, as Keystone (or the development strategy) vouches for it. */
export interface Principal {
  readonly userId: string;
  readonly userName: string;
  readonly projectId: string;
  readonly projectName: string;
  /** Keystone role names, without the implied ones. */
  readonly roles: readonly string[];
  /**
   * The caller's own token, for calls that only the user may make (a trust, an empty stack). Never logged. One that
   * a service refused cannot be renewed: it is the only one there is.
   */
  token(refused?: string): Promise<string>;
}
