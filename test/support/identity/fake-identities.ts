import { randomBytes, randomUUID } from 'node:crypto';

export interface FakeUser {
  readonly id: string;
  readonly name: string;
  readonly password: string;
}

export interface FakeProject {
  readonly id: string;
  readonly name: string;
}

export interface FakeTrust {
  readonly id: string;
  readonly trustor_user_id: string;
  readonly trustee_user_id: string;
  readonly project_id: string;
  readonly impersonation: boolean;
  readonly expires_at: string | null;
  readonly roles: readonly string[];
}

export interface FakeToken {
  readonly value: string;
  readonly user: FakeUser;
  readonly methods: readonly string[];
  readonly project: FakeProject | undefined;
  readonly domain: boolean;
  readonly system: boolean;
  readonly roles: readonly string[];
  readonly trust: FakeTrust | undefined;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/** Keystone's answer to a request it refuses. */
export class KeystoneRefusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export const REQUIRES_AUTHENTICATION = 'The request you have made requires authentication.';
const NOT_AUTHORIZED = 'You are not authorized to perform the requested action';
const TOKEN_MS = 60 * 60_000;
const IMPLIED: Readonly<Record<string, readonly string[]>> = {
  admin: ['manager', 'member', 'reader'],
  manager: ['member', 'reader'],
  member: ['reader'],
};

const hex = (): string => randomUUID().replaceAll('-', '');

/** The rules of Keystone's identities, tokens and trusts (Zed), as the real one was seen to keep them. */
export class FakeIdentities {
  readonly users = new Map<string, FakeUser>();
  readonly projects = new Map<string, FakeProject>();
  readonly trusts = new Map<string, FakeTrust>();
  /** Every token, and the id of every trust, that there ever was. */
  readonly secrets = new Set<string>();
  private readonly tokens = new Map<string, FakeToken>();
  private readonly grants = new Map<string, Set<string>>();
  private readonly credentials = new Map<string, { user: FakeUser; project: FakeProject; secret: string }>();

  addUser(name: string, password: string): FakeUser {
    const user = { id: hex(), name, password };
    this.users.set(user.id, user);
    return user;
  }

  addProject(name: string): FakeProject {
    const project = { id: hex(), name };
    this.projects.set(project.id, project);
    return project;
  }

  rolesIn(user: FakeUser, project: FakeProject): Set<string> {
    const key = `${user.id} ${project.id}`;
    const roles = this.grants.get(key) ?? new Set<string>();
    this.grants.set(key, roles);
    return roles;
  }

  addCredential(user: FakeUser, project: FakeProject): { id: string; secret: string } {
    const id = hex();
    const secret = hex();
    this.credentials.set(id, { user, project, secret });
    return { id, secret };
  }

  byCredential(id: string, secret: string): { user: FakeUser; project: FakeProject } {
    const known = this.credentials.get(id);
    if (known?.secret !== secret) throw new KeystoneRefusal(401, REQUIRES_AUTHENTICATION);
    return known;
  }

  byPassword(by: { id?: string; name?: string; password: string }): FakeUser {
    const user = [...this.users.values()].find(({ id, name }) => id === by.id || name === by.name);
    if (user?.password === by.password) return user;
    throw new KeystoneRefusal(401, REQUIRES_AUTHENTICATION);
  }

  forProject(user: FakeUser, by: { id?: string; name?: string }, methods: readonly string[]): FakeToken {
    const project = [...this.projects.values()].find(({ id, name }) => id === by.id || name === by.name);
    const roles = project ? expand(this.rolesIn(user, project)) : [];
    if (!project || roles.length === 0) throw new KeystoneRefusal(401, REQUIRES_AUTHENTICATION);
    return this.issue(user, { methods, project, roles });
  }

  /** The trustor must still have every role of the trust; the token then is the trustor's. */
  forTrust(trustee: FakeUser, id: string): FakeToken {
    const trust = this.trusts.get(id);
    const trustor = trust && this.users.get(trust.trustor_user_id);
    const project = trust && this.projects.get(trust.project_id);
    if (!trust || !trustor || !project) throw new KeystoneRefusal(401, REQUIRES_AUTHENTICATION);
    const held = expand(this.rolesIn(trustor, project));
    const isWhole = trust.roles.every((role) => held.includes(role));
    if (trust.trustee_user_id !== trustee.id || !isWhole)
      throw new KeystoneRefusal(403, `${NOT_AUTHORIZED}.`);
    return this.issue(trustor, { methods: ['password'], project, roles: expand(trust.roles), trust });
  }

  unscoped(user: FakeUser, scope: { domain?: boolean; system?: boolean } = {}): FakeToken {
    return this.issue(user, {
      methods: ['password'],
      roles: scope.domain || scope.system ? ['reader'] : [],
      ...scope,
    });
  }

  /** Undefined as for Keystone: unknown, revoked, of a trust that is gone, or expired beyond what is allowed. */
  find(value: string, allowExpired = false): FakeToken | undefined {
    const token = this.tokens.get(value);
    const isGone = token?.trust && !this.trusts.has(token.trust.id);
    const isExpired = token && token.expiresAt <= new Date() && !allowExpired;
    return isGone || isExpired ? undefined : token;
  }

  /** Puts the end of a token's life into the past. */
  expire(value: string): void {
    const token = this.tokens.get(value);
    if (token) this.tokens.set(value, { ...token, expiresAt: new Date(Date.now() - 1000) });
  }

  expireTokensOf(user: FakeUser): void {
    for (const token of this.tokens.values()) if (token.user === user) this.expire(token.value);
  }

  revoke(value: string): void {
    this.tokens.delete(value);
  }

  addTrust(by: FakeToken, wanted: Omit<FakeTrust, 'id'>): FakeTrust {
    if (by.trust || by.methods.includes('application_credential')) {
      throw new KeystoneRefusal(403, `${NOT_AUTHORIZED}: Delegated tokens cannot manage trusts..`);
    }
    if (by.user.id !== wanted.trustor_user_id) throw new KeystoneRefusal(403, `${NOT_AUTHORIZED}.`);
    if (wanted.roles.length === 0) {
      throw new KeystoneRefusal(403, `${NOT_AUTHORIZED}: At least one role should be specified.`);
    }
    const missing = wanted.roles.find((role) => !by.roles.includes(role));
    if (missing !== undefined) throw new KeystoneRefusal(404, `Could not find role: ${missing}.`);
    const trust = { ...wanted, id: hex() };
    this.trusts.set(trust.id, trust);
    this.secrets.add(trust.id);
    return trust;
  }

  deleteTrust(by: FakeToken, id: string): void {
    const trust = this.trusts.get(id);
    if (!trust) throw new KeystoneRefusal(404, `Could not find trust: ${id}.`);
    const may = by.user.id === trust.trustor_user_id || by.roles.includes('admin');
    if (!may) throw new KeystoneRefusal(403, `${NOT_AUTHORIZED}: identity:delete_trust.`);
    this.trusts.delete(id);
  }

  private issue(
    user: FakeUser,
    fields: Partial<FakeToken> & Pick<FakeToken, 'methods' | 'roles'>,
  ): FakeToken {
    const issuedAt = new Date();
    const token: FakeToken = {
      project: undefined,
      trust: undefined,
      domain: false,
      system: false,
      ...fields,
      value: `gAAAAA${randomBytes(96).toString('base64url')}`,
      user,
      issuedAt,
      expiresAt: new Date(issuedAt.getTime() + TOKEN_MS),
    };
    this.tokens.set(token.value, token);
    this.secrets.add(token.value);
    return token;
  }
}

function expand(roles: Iterable<string>): string[] {
  return [...new Set([...roles].flatMap((role) => [role, ...(IMPLIED[role] ?? [])]))];
}
