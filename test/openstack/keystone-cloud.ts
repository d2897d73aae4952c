import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { isElsewhere, type Person, ROLES_OF, type TestIdentity } from '../support/identity/test-identity.js';
import { accountOf, readCredentials } from './cloud/credentials.mjs';
import { stateDirectory } from './cloud/layout.mjs';

const withId = z.object({ id: z.string() });
const namedList = z.array(withId.extend({ name: z.string() }));
const trusts = z.object({ trusts: z.array(withId.extend({ trustee_user_id: z.string() })) });
const roles = z.object({ roles: namedList });

interface Account {
  readonly userId: string;
  readonly projectId: string;
  readonly password: string;
}

type Scope =
  'unscoped' | { project: { id: string } } | { domain: { id: string } } | { system: { all: true } };

/** Keystone's API, for what the tests have to arrange there. */
class KeystoneAdministration {
  private readonly ids = new Map<string, Promise<string>>();

  private constructor(
    readonly url: string,
    private readonly token: string,
  ) {}

  static async open(): Promise<KeystoneAdministration> {
    const credentials = readCredentials(stateDirectory());
    const { username, password, project } = accountOf(credentials, 'admin');
    const identity = credentials.urls.identity ?? '';
    const domain = { id: 'default' };
    const token = await signIn(identity, {
      identity: { methods: ['password'], password: { user: { name: username, password, domain } } },
      scope: { project: { name: project, domain } },
    });
    return new KeystoneAdministration(identity, token);
  }

  ask(method: string, path: string, body?: object, token = this.token): Promise<unknown> {
    return ask(this.url, method, path, { 'x-auth-token': token }, body);
  }

  async make(kind: 'user' | 'project', fields: object): Promise<string> {
    const answer = await this.ask('POST', `/${kind}s`, { [kind]: { domain_id: 'default', ...fields } });
    return withId.parse((answer as Record<string, unknown>)[kind]).id;
  }

  idOf(kind: 'role' | 'project', name: string): Promise<string> {
    const key = `${kind} ${name}`;
    const id = this.ids.get(key) ?? this.lookUp(kind, name);
    this.ids.set(key, id);
    return id;
  }

  private async lookUp(kind: 'role' | 'project', name: string): Promise<string> {
    const answer = await this.ask('GET', `/${kind}s?name=${name}`);
    const [found] = namedList.parse((answer as Record<string, unknown>)[`${kind}s`]);
    if (!found) throw new Error(`The test cloud has no ${kind} ${name}.`);
    return found.id;
  }

  async assign(method: 'PUT' | 'DELETE', place: string, userId: string, role: string): Promise<void> {
    await this.ask(method, `${place}/users/${userId}/roles/${await this.idOf('role', role)}`);
  }

  /** The account's token; Keystone's password hashing makes this the slow part. */
  signIn({ userId: id, password }: Pick<Account, 'userId' | 'password'>, scope: Scope): Promise<string> {
    return signIn(this.url, {
      identity: { methods: ['password'], password: { user: { id, password } } },
      scope,
    });
  }
}

async function ask(
  base: string,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: object,
): Promise<unknown> {
  const answer = await send(base, method, path, headers, body);
  const text = await answer.text();
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}

async function send(
  base: string,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: object,
): Promise<Response> {
  const answer = await fetch(`${base}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: body ? JSON.stringify(body) : null,
  });
  if (!answer.ok)
    throw new Error(`${method} ${path}: Keystone answered ${answer.status}: ${await answer.text()}`);
  return answer;
}

async function signIn(base: string, auth: object): Promise<string> {
  const answer = await send(base, 'POST', '/auth/tokens', {}, { auth });
  return answer.headers.get('x-subject-token') ?? '';
}

/** The claims' people, and a service user, made for one suite in the real Keystone; `close` deletes them. */
export async function realIdentity(): Promise<TestIdentity> {
  const admin = await KeystoneAdministration.open();
  const mark = randomBytes(4).toString('hex');
  const password = randomBytes(12).toString('hex');
  const made: string[] = [];
  const make = async (kind: 'user' | 'project', name: string): Promise<string> => {
    const id = await admin.make(kind, { name: `${name}-${mark}`, ...(kind === 'user' ? { password } : {}) });
    made.push(`/${kind}s/${id}`);
    return id;
  };
  const [home, elsewhere] = await Promise.all([make('project', 'home'), make('project', 'elsewhere')]);
  const account = async (person: Person): Promise<Account> => {
    const projectId = isElsewhere(person) ? elsewhere : home;
    const userId = await make('user', person);
    for (const role of ROLES_OF[person]) await admin.assign('PUT', `/projects/${projectId}`, userId, role);
    return { userId, projectId, password };
  };
  const [member, reader, manager, stranger, administrator] = await Promise.all([
    account('member'),
    account('reader'),
    account('manager'),
    account('stranger'),
    account('admin'),
  ]);
  const people = { member, reader, manager, stranger, admin: administrator };
  await admin.assign('PUT', '/domains/default', people.member.userId, 'reader');
  await admin.assign('PUT', '/system', people.member.userId, 'reader');
  const service = {
    userId: await make('user', 'solum'),
    projectId: await admin.idOf('project', 'service'),
    password,
  };
  await admin.assign('PUT', `/projects/${service.projectId}`, service.userId, 'service');
  const tokenOf = ({ projectId, ...user }: Account): Promise<string> =>
    admin.signIn(user, { project: { id: projectId } });
  return {
    authUrl: admin.url,
    credentials: { OS_USERNAME: `solum-${mark}`, OS_PASSWORD: password },
    serviceUserId: service.userId,
    people,
    signIn: (person, scope = 'project') => {
      const account = people[person];
      if (scope === 'project') return tokenOf(account);
      if (scope === 'domain') return admin.signIn(account, { domain: { id: 'default' } });
      return admin.signIn(account, scope === 'system' ? { system: { all: true } } : 'unscoped');
    },
    serviceToken: () => tokenOf(service),
    applicationCredentialToken: async (person) => {
      const own = await tokenOf(people[person]);
      const path = `/users/${people[person].userId}/application_credentials`;
      const name = randomBytes(4).toString('hex');
      const answer = await admin.ask('POST', path, { application_credential: { name } }, own);
      const { id, secret } = z
        .object({ application_credential: withId.extend({ secret: z.string() }) })
        .parse(answer).application_credential;
      const identity = { methods: ['application_credential'], application_credential: { id, secret } };
      return signIn(admin.url, { identity });
    },
    revokeToken: async (token) => {
      await ask(admin.url, 'DELETE', '/auth/tokens', { 'x-auth-token': token, 'x-subject-token': token });
    },
    trustsOf: async (person) => {
      const own = await tokenOf(people[person]);
      const path = `/OS-TRUST/trusts?trustor_user_id=${people[person].userId}`;
      const found = trusts.parse(await admin.ask('GET', path, undefined, own)).trusts;
      return Promise.all(
        found.map(async ({ id, trustee_user_id: trusteeId }) => {
          const answer = roles.parse(await admin.ask('GET', `/OS-TRUST/trusts/${id}/roles`, undefined, own));
          return { id, trusteeId, roles: answer.roles.map(({ name }) => name) };
        }),
      );
    },
    deleteTrust: async (person, id) => {
      await admin.ask('DELETE', `/OS-TRUST/trusts/${id}`, undefined, await tokenOf(people[person]));
    },
    grant: (person, role) =>
      admin.assign('PUT', `/projects/${people[person].projectId}`, people[person].userId, role),
    withdraw: (person, role) =>
      admin.assign('DELETE', `/projects/${people[person].projectId}`, people[person].userId, role),
    close: async () => {
      await Promise.all(made.map((path) => admin.ask('DELETE', path)));
    },
  };
}
