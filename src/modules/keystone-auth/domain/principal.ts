import { ProjectScope } from './project-scope.js';

/** Who a token belongs to, as Keystone (or the development strategy) vouches for it. */
export interface Identity {
  readonly userId: string;
  readonly userName: string;
  readonly projectId: string;
  readonly projectName: string;
  /** Keystone role names, without the implied ones. */
  readonly roles: readonly string[];
  /** When the token expires, and with it what is held open by it; null: never, or another service vouches for it. */
  readonly expiresAt: Date | null;
  /**
   * The caller's own token, for calls that only the user may make (a trust, an empty stack). Never logged. One that
   * a service refused cannot be renewed: it is the only one there is.
   */
  token(refused?: string): Promise<string>;
}

/** Who makes a request that the policy lets through. */
export interface Principal extends Identity {
  /** Whose things this request may touch by their ids; what it makes is always of `projectId`. */
  readonly reach: ProjectScope;
  /** X-Openstack-Request-Id. */
  readonly requestId: string;
}
