import { StackScope } from '../../src/modules/stacks/domain/stack-provider.js';
import { ServiceEndpoints } from '../../src/shared/domain/service-endpoints.js';
import { type Account, accountOf, type Credentials, readCredentials } from './cloud/credentials.mjs';
import { stateDirectory } from './cloud/layout.mjs';

type Scope = { project: { id: string } } | { 'OS-TRUST:trust': { id: string } };

interface HeatAnswer {
  readonly stack: { readonly stack_name: string };
  readonly stacks: readonly { readonly id: string }[];
  readonly resource: { readonly attributes: unknown };
}

/** The cloud that `npm run openstack:up` runs in SOLUM_TEST_CLOUD_DIR, as its file of credentials describes it. */
export class TestCloud {
  readonly endpoints: ServiceEndpoints;

  private constructor(private readonly credentials: Credentials) {
    const { urls } = credentials;
    this.endpoints = {
      of: async (type, projectId) => `${urls[type]}${type === 'orchestration' ? `/${projectId}` : ''}`,
    };
  }

  static open(): TestCloud {
    return new TestCloud(readCredentials(stateDirectory()));
  }

  /** The settings of a service that lives in this cloud as its user solum. */
  get serviceSettings(): Readonly<Record<string, string>> {
    return {
      SOLUM_AUTH_STRATEGY: 'keystone',
      OS_AUTH_URL: this.authUrl,
      OS_USERNAME: 'solum',
      OS_PASSWORD: this.account('solum').password,
      OS_PROJECT_NAME: 'service',
    };
  }

  /** Keystone's URL, where the catalogue says it is. */
  get authUrl(): string {
    return this.credentials.urls.identity ?? '';
  }

  /** What the user signs in with. */
  loginOf(user: string): { username: string; password: string; project: string } {
    const { username, password, project } = this.account(user);
    return { username, password, project };
  }

  /** What the user may do in their own project, with their own token. */
  scopeOf(user: string): StackScope {
    const { projectId } = this.account(user);
    let token: Promise<string> | undefined;
    return { projectId, token: () => (token ??= this.signIn(user, { project: { id: projectId } })) };
  }

  /** The same by a trust, as solum; and how the trust is ended. */
  async delegate(user: string): Promise<{ scope: StackScope; end(): Promise<void> }> {
    const { userId, projectId } = this.account(user);
    const own = await this.scopeOf(user).token();
    const trust = {
      trustor_user_id: userId,
      trustee_user_id: this.account('solum').userId,
      project_id: projectId,
      impersonation: true,
      roles: [{ name: 'member' }, { name: 'heat_stack_owner' }],
    };
    const made = await this.keystone('POST', '/OS-TRUST/trusts', { trust }, own);
    const { id } = ((await made.json()) as { trust: { id: string } }).trust;
    const token = this.signIn('solum', { 'OS-TRUST:trust': { id } });
    return {
      scope: { projectId, token: () => token },
      end: async () => void (await this.keystone('DELETE', `/OS-TRUST/trusts/${id}`, undefined, own)),
    };
  }

  /** What Heat says of a resource of a stack: its attributes. */
  async resource(scope: StackScope, stackId: string, resource: string): Promise<unknown> {
    const { stack } = await this.heat(scope, `/stacks/${stackId}`);
    return (await this.heat(scope, `/stacks/${stack.stack_name}/${stackId}/resources/${resource}`)).resource
      .attributes;
  }

  /** Ids of the project's stacks, as Heat knows them. */
  async stacksOf(scope: StackScope): Promise<readonly string[]> {
    return (await this.heat(scope, '/stacks')).stacks.map(({ id }) => id);
  }

  /** Of this user to whomever. */
  async trustsOf(user: string): Promise<readonly string[]> {
    const own = await this.scopeOf(user).token();
    const path = `/OS-TRUST/trusts?trustor_user_id=${this.account(user).userId}`;
    const answer = await this.keystone('GET', path, undefined, own);
    return ((await answer.json()) as { trusts: { id: string }[] }).trusts.map(({ id }) => id);
  }

  private account(user: string): Account {
    return accountOf(this.credentials, user);
  }

  private async signIn(user: string, scope: Scope): Promise<string> {
    const { userId: id, password } = this.account(user);
    const identity = { methods: ['password'], password: { user: { id, password } } };
    const answer = await this.keystone('POST', '/auth/tokens', { auth: { identity, scope } });
    return answer.headers.get('x-subject-token') ?? '';
  }

  private async heat(scope: StackScope, path: string): Promise<HeatAnswer> {
    const url = `${await this.endpoints.of('orchestration', scope.projectId)}${path}`;
    const answer = await fetch(url, { headers: { 'x-auth-token': await scope.token() } });
    if (!answer.ok) throw new Error(`Heat answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as HeatAnswer;
  }

  private async keystone(method: string, path: string, body?: object, token?: string): Promise<Response> {
    const headers = { 'content-type': 'application/json', ...(token ? { 'x-auth-token': token } : {}) };
    const answer = await fetch(`${this.authUrl}${path}`, {
      method,
      headers,
      body: body ? JSON.stringify(body) : null,
    });
    if (!answer.ok) throw new Error(`Keystone answered ${answer.status}: ${await answer.text()}`);
    return answer;
  }
}
