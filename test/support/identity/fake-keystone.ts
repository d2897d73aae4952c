import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import {
  FakeIdentities,
  type FakeToken,
  type FakeTrust,
  KeystoneRefusal,
  REQUIRES_AUTHENTICATION,
} from './fake-identities.js';

const named = z.object({ id: z.string().optional(), name: z.string().optional() });
const authentication = z.object({
  auth: z.object({
    identity: z.object({
      methods: z.array(z.string()),
      password: z.object({ user: named.extend({ password: z.string() }) }).optional(),
      application_credential: z.object({ id: z.string(), secret: z.string() }).optional(),
      token: z.object({ id: z.string() }).optional(),
    }),
    scope: z
      .union([
        z.object({ project: named }),
        z.object({ domain: named }),
        z.object({ system: z.object({ all: z.literal(true) }) }),
        z.object({ 'OS-TRUST:trust': z.object({ id: z.string() }) }),
        z.literal('unscoped'),
      ])
      .optional(),
  }),
});
const trustRequest = z.object({
  trust: z.object({
    trustor_user_id: z.string(),
    trustee_user_id: z.string(),
    project_id: z.string(),
    impersonation: z.boolean(),
    expires_at: z.string().nullish(),
    roles: z.array(z.object({ name: z.string() })),
  }),
});

interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Keystone's Identity API v3 as far as a service and its users need it, on a real socket: tokens by password, application
 * credential and trust, their validation and revocation, trusts. Shapes and refusals were recorded from Keystone 22 (Zed).
 */
export class FakeKeystone {
  readonly identities = new FakeIdentities();
  /** In the form of the catalogue, with the places that Keystone fills. */
  readonly endpoints: { type: string; region: string; interface: string; url: string }[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<FakeKeystone> {
    const server = createServer();
    const keystone = new FakeKeystone(server);
    server.on('request', (request, response) => void keystone.serve(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return keystone;
  }

  get authUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v3`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, body, headers } = await this.reply(request).catch(refusal);
    const challenge = status === 401 ? { 'WWW-Authenticate': `Keystone uri="${this.authUrl}"` } : {};
    response.writeHead(status, {
      'Content-Type': 'application/json',
      Vary: 'X-Auth-Token',
      ...challenge,
      ...headers,
    });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  }

  private async reply(request: IncomingMessage): Promise<Reply> {
    const url = new URL(request.url ?? '', this.authUrl);
    const [, , resource = '', , id] = url.pathname.split('/');
    const route = `${request.method} ${resource}`;
    if (route === 'GET ') return { status: 200, body: { version: { id: 'v3.14', status: 'stable' } } };
    if (route === 'POST auth')
      return this.authenticate(await bodyOf(request), !url.searchParams.has('nocatalog'));
    const by = this.identities.find(header(request, 'x-auth-token'));
    if (!by) throw new KeystoneRefusal(401, REQUIRES_AUTHENTICATION);
    if (url.pathname.endsWith('/auth/projects')) return this.listProjects(by);
    if (resource === 'auth') return this.subject(request, by, url.searchParams.has('allow_expired'));
    if (route === 'POST OS-TRUST') return this.createTrust(await bodyOf(request), by);
    if (route === 'GET OS-TRUST' && id === undefined) return this.listTrusts(url.searchParams);
    if (route === 'GET OS-TRUST') return this.showTrust(id ?? '');
    if (route === 'DELETE OS-TRUST') this.identities.deleteTrust(by, id ?? '');
    else throw new KeystoneRefusal(404, 'The resource could not be found.');
    return { status: 204 };
  }

  private authenticate(body: unknown, withCatalogue: boolean): Reply {
    const { identity, scope } = authentication.parse(body).auth;
    const token = identity.application_credential
      ? this.byCredential(identity.application_credential)
      : identity.token
        ? this.byToken(identity.token.id, scope)
        : this.byPassword(identity.password?.user ?? { password: '' }, scope);
    return {
      status: 201,
      headers: { 'X-Subject-Token': token.value },
      body: { token: this.present(token, withCatalogue) },
    };
  }

  private byCredential({ id, secret }: { id: string; secret: string }): FakeToken {
    const { user, project } = this.identities.byCredential(id, secret);
    return this.identities.forProject(user, project, ['application_credential']);
  }

  /** The same user in another project; tokens of trusts and application credentials stay where they are. */
  private byToken(value: string, scope: z.infer<typeof authentication>['auth']['scope']): FakeToken {
    const token = this.identities.find(value);
    if (!token || typeof scope !== 'object' || !('project' in scope))
      throw new KeystoneRefusal(401, REQUIRES_AUTHENTICATION);
    if (token.trust || token.methods.includes('application_credential'))
      throw new KeystoneRefusal(
        403,
        'You are not authorized to perform the requested action: rescope a token.',
      );
    return this.identities.forProject(token.user, wanted(scope.project), ['token', ...token.methods]);
  }

  private byPassword(
    by: { id?: string | undefined; name?: string | undefined; password: string },
    scope: z.infer<typeof authentication>['auth']['scope'],
  ): FakeToken {
    const { password, id, name } = by;
    const user = this.identities.byPassword({ password, ...(id ? { id } : {}), ...(name ? { name } : {}) });
    if (scope === undefined || scope === 'unscoped') return this.identities.unscoped(user);
    if ('domain' in scope) return this.identities.unscoped(user, { domain: true });
    if ('system' in scope) return this.identities.unscoped(user, { system: true });
    if ('OS-TRUST:trust' in scope) return this.identities.forTrust(user, scope['OS-TRUST:trust'].id);
    return this.identities.forProject(user, wanted(scope.project), ['password']);
  }

  private listProjects(by: FakeToken): Reply {
    const projects = [...this.identities.projects.values()]
      .filter((project) => this.identities.rolesIn(by.user, project).size > 0)
      .map(({ id, name }) => ({ id, name, domain_id: 'default', enabled: true }));
    return { status: 200, body: { projects, links: {} } };
  }

  private subject(request: IncomingMessage, by: FakeToken, allowExpired: boolean): Reply {
    const value = header(request, 'x-subject-token');
    const token = this.identities.find(value, allowExpired);
    if (!token) throw new KeystoneRefusal(404, 'Failed to validate token');
    const may = by.user === token.user || by.roles.some((role) => role === 'admin' || role === 'service');
    if (!may)
      throw new KeystoneRefusal(
        403,
        'You are not authorized to perform the requested action: identity:validate_token.',
      );
    if (request.method === 'DELETE') {
      this.identities.revoke(value);
      return { status: 204 };
    }
    return {
      status: 200,
      headers: { 'X-Subject-Token': value },
      body: { token: this.present(token, false) },
    };
  }

  private createTrust(body: unknown, by: FakeToken): Reply {
    const { roles, expires_at, ...wanted } = trustRequest.parse(body).trust;
    const names = roles.map(({ name }) => name);
    const trust = this.identities.addTrust(by, { ...wanted, expires_at: expires_at ?? null, roles: names });
    return { status: 201, body: { trust: presentTrust(trust) } };
  }

  private listTrusts(query: URLSearchParams): Reply {
    const trusts = [...this.identities.trusts.values()].filter(
      (trust) =>
        [null, trust.trustor_user_id].includes(query.get('trustor_user_id')) &&
        [null, trust.trustee_user_id].includes(query.get('trustee_user_id')),
    );
    return { status: 200, body: { trusts: trusts.map(presentTrust) } };
  }

  private showTrust(id: string): Reply {
    const trust = this.identities.trusts.get(id);
    if (!trust) throw new KeystoneRefusal(404, `Could not find trust: ${id}.`);
    return { status: 200, body: { trust: presentTrust(trust) } };
  }

  private present(token: FakeToken, withCatalogue: boolean): object {
    const domain = { id: 'default', name: 'Default' };
    const { user, project, trust } = token;
    return {
      methods: token.methods,
      user: { domain, id: user.id, name: user.name, password_expires_at: null },
      audit_ids: ['CUFKTyWMRgeiRPlC17kyVg'],
      expires_at: micros(token.expiresAt),
      issued_at: micros(token.issuedAt),
      ...(project ? { project: { domain, ...project }, is_domain: false } : {}),
      ...(token.domain ? { domain } : {}),
      ...(token.system ? { system: { all: true } } : {}),
      ...(token.roles.length > 0 ? { roles: token.roles.map((name) => ({ id: name, name })) } : {}),
      ...(trust ? { 'OS-TRUST:trust': { id: trust.id, impersonation: true } } : {}),
      ...(withCatalogue ? { catalog: this.catalogue(project?.id ?? '') } : {}),
    };
  }

  private catalogue(projectId: string): object[] {
    return this.endpoints.map(({ type, region, url, interface: kind }) => ({
      type,
      name: type,
      endpoints: [
        { interface: kind, region, region_id: region, url: url.replaceAll('%(project_id)s', projectId) },
      ],
    }));
  }
}

function presentTrust(trust: FakeTrust): object {
  return {
    ...trust,
    roles: trust.roles.map((name) => ({ id: name, name })),
    remaining_uses: null,
    deleted_at: null,
  };
}

function refusal(error: unknown): Reply {
  const status = error instanceof KeystoneRefusal ? error.status : 400;
  const message = error instanceof Error ? error.message : 'Bad Request';
  return { status, body: { error: { code: status, message, title: 'Refused' } } };
}

/** Keystone's times have microseconds. */
function micros(time: Date): string {
  return time.toISOString().replace('Z', '000Z');
}

function header(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
  return JSON.parse(text) as unknown;
}

/** Without what is not named. */
function wanted({ id, name }: z.infer<typeof named>): { id?: string; name?: string } {
  return { ...(id ? { id } : {}), ...(name ? { name } : {}) };
}
