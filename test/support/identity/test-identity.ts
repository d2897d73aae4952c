/** The people of the claims. The stranger is a member of another project than the others, the admin an admin there. */
export type Person = 'member' | 'reader' | 'manager' | 'stranger' | 'admin';

export const PEOPLE: readonly Person[] = ['member', 'reader', 'manager', 'stranger', 'admin'];

/** Whether they are of the other project. */
export const isElsewhere = (person: Person): boolean => person === 'stranger' || person === 'admin';

export type TokenScope = 'project' | 'unscoped' | 'domain' | 'system';

export interface PersonFacts {
  readonly userId: string;
  readonly projectId: string;
}

export interface PersonalTrust {
  readonly id: string;
  /** Id of the user who may act for the person. */
  readonly trusteeId: string;
  /** Their names. */
  readonly roles: readonly string[];
}

/**
 * A Keystone with a service user and people of its own, a fake or a real one. The member may sign in to the domain and the
 * system, too.
 */
export interface TestIdentity {
  /** `http://…/v3` */
  readonly authUrl: string;
  /** What the service's configuration says of its user there. */
  readonly credentials: Readonly<Record<string, string>>;
  readonly serviceUserId: string;
  readonly people: Readonly<Record<Person, PersonFacts>>;
  signIn(person: Person, scope?: TokenScope): Promise<string>;
  /** A token that another service could send as X-Service-Token. */
  serviceToken(): Promise<string>;
  /** A token of an application credential that the person makes. */
  applicationCredentialToken(person: Person): Promise<string>;
  /** Ends a token, somebody's own or the service user's. */
  revokeToken(token: string): Promise<void>;
  /** Trusts that the person has made, to the service user and to others. */
  trustsOf(person: Person): Promise<readonly PersonalTrust[]>;
  deleteTrust(person: Person, id: string): Promise<void>;
  /** A role of the person's in their project. */
  grant(person: Person, role: string): Promise<void>;
  withdraw(person: Person, role: string): Promise<void>;
  close(): Promise<void>;
}

export const ROLES_OF: Readonly<Record<Person, readonly string[]>> = {
  member: ['member', 'heat_stack_owner'],
  reader: ['reader'],
  manager: ['manager'],
  stranger: ['manager', 'member', 'heat_stack_owner'],
  admin: ['admin'],
};
