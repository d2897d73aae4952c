import { Identity } from './principal.js';

/** `broken`: revoked, expired, or its owner has lost what it needs. */
export type DelegationStatus = 'ok' | 'broken';

/** What users may know of a delegation. */
export interface Delegation {
  readonly id: string;
  readonly projectId: string;
  /** The user that the service acts for. */
  readonly trustor: { readonly id: string; readonly name: string };
  /** Names of the roles that were handed over. */
  readonly roles: readonly string[];
  readonly status: DelegationStatus;
  /** Why it is broken, and what to do; null where it is not. */
  readonly reason: string | null;
  /** Null: never. */
  readonly expiresAt: Date | null;
  /** When it was last seen to work. */
  readonly lastProofAt: Date | null;
  readonly createdAt: Date;
  /** Of the last renewal: when, and the id of the user it acted for before; null where there was none. */
  readonly renewedAt: Date | null;
  readonly takenOverFrom: string | null;
}

/**
 * The port to delegation: a user lets the service act for them later (in Keystone a trust), when no request of theirs is
 * there, as with a webhook.
 *
 * A delegation is known by an id of our own; what stands behind it never leaves the adapter. All calls may be repeated.
 * Each throws `unavailable` while the identity service is away. Changes of the status go to `DelegationChanges`.
 */
export abstract class Delegations {
  /**
   * Makes a delegation from the caller under the id given, with those of their roles that the service needs. Throws
   * `forbidden` (`delegation.refused`) with what the user can do where it is refused.
   */
  abstract create(id: string, principal: Identity): Promise<void>;

  /** Undefined where none was made, or it has been deleted. */
  abstract find(id: string): Promise<Delegation | undefined>;

  /** Makes it anew from the caller, under the same id, also where it is gone; throws as `create`: nothing has changed then. */
  abstract renew(id: string, principal: Identity): Promise<Delegation>;

  /**
   * A token acting for the delegator, valid now and for a while. `refused` is one that a service has just not taken: it is
   * not given out again. Throws `forbidden` (`delegation.broken`) where the delegation works no more.
   */
  abstract token(id: string, refused?: string): Promise<string>;

  /**
   * Asks whether the delegation works still, at little cost; notes and throws `delegation.broken` as `token` does where it
   * does not. Services go on believing a token for minutes after its delegation was revoked, so each run asks by itself.
   */
  abstract verify(id: string): Promise<void>;

  /** Deleting what is gone does nothing. `actor` is the user whose request it is, where there is one. */
  abstract delete(id: string, actor?: Pick<Identity, 'token'>): Promise<void>;

  /** Up to `limit` ids that were not seen to work for a day; no other process gets them for a while. */
  abstract claimUnproven(limit: number): Promise<string[]>;

  /** Tries it, and notes whether it works. */
  abstract prove(id: string): Promise<void>;

  abstract countBroken(): Promise<number>;
}
