import { Principal } from './principal.js';

/**
 * The port to delegation: a user lets the service act for them later (in Keystone a trust), when no request of theirs is
 * there, as with a webhook.
 *
 * A delegation is known by an id of our own; what stands behind it never leaves the adapter. All calls may be repeated.
 */
export abstract class Delegations {
  /**
   * Makes a delegation from the caller, with the roles they have in the project, under the id given. Throws `forbidden`
   * (`delegation.refused`) with what the user can do where it is refused.
   */
  abstract create(id: string, principal: Principal): Promise<void>;

  /** A token acting for the delegator, valid now. Throws `forbidden` (`delegation.broken`) where it was revoked. */
  abstract token(id: string): Promise<string>;

  /** Deleting what is gone does nothing. */
  abstract delete(id: string): Promise<void>;
}
