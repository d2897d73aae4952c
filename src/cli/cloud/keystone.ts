import { authError, CommandError, EXIT } from '../exit-code.js';
import type { Transport } from './transport.js';
import type { CloudSettings } from './cloud-settings.js';

/** A token of Keystone's, and what came with it. */
export interface KeystoneToken {
  readonly value: string;
  readonly expiresAt: Date;
  readonly catalogue: readonly CatalogueService[];
}

interface CatalogueService {
  readonly type: string;
  readonly endpoints: readonly { interface: string; region_id?: string; region?: string; url: string }[];
}

const SERVICE_TYPE = 'application_deployment';

/** Signs in: a token of the project that the settings name, or of the application credential. */
export async function signIn(settings: CloudSettings, transport: Transport): Promise<KeystoneToken> {
  const base = (settings.auth.auth_url ?? '').replace(/\/+$/, '');
  if (base === '') throw authError('Where is Keystone? Give --os-auth-url, or OS_AUTH_URL.');
  const url = `${/\/v3$/.test(base) ? base : `${base}/v3`}/auth/tokens`;
  const answer = await ask(transport, url, { auth: authenticationOf(settings) });
  const body = (await answer.json().catch(() => ({}))) as {
    error?: { message?: string };
    token?: { expires_at: string; catalog?: CatalogueService[] };
  };
  const value = answer.headers.get('x-subject-token');
  if (answer.status >= 500)
    throw new CommandError(`Keystone at ${base} answered ${answer.status}.`, EXIT.unreachable);
  if (!answer.ok || value === null || body.token === undefined)
    throw authError(`Keystone at ${base} refused: ${body.error?.message ?? `status ${answer.status}`}`);
  return { value, expiresAt: new Date(body.token.expires_at), catalogue: body.token.catalog ?? [] };
}

/** Where the catalogue says that the service is. */
export function endpointIn({ catalogue }: KeystoneToken, settings: CloudSettings): string {
  const endpoints = catalogue
    .filter(({ type }) => type === SERVICE_TYPE || type === 'application-deployment')
    .flatMap((service) => service.endpoints);
  const found = endpoints.find(
    (one) =>
      one.interface === settings.interface &&
      (settings.region === undefined || (one.region_id ?? one.region) === settings.region),
  );
  if (found) return found.url;
  const where = settings.region === undefined ? '' : ` of region ${settings.region}`;
  throw new CommandError(
    `Keystone's catalogue has no ${settings.interface} endpoint${where} for ${SERVICE_TYPE}; --os-endpoint names one by hand.`,
    EXIT.auth,
  );
}

async function ask(transport: Transport, url: string, body: unknown): Promise<Response> {
  try {
    return await transport(
      new Request(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );
  } catch (error) {
    const { cause, message } = error as { cause?: { code?: string; message?: string }; message: string };
    const reason = cause?.code ?? cause?.message ?? message;
    throw new CommandError(`Keystone at ${new URL(url).origin} does not answer: ${reason}`, EXIT.unreachable);
  }
}

function authenticationOf(settings: CloudSettings): object {
  const { auth } = settings;
  if (settings.authType === 'application_credential') return { identity: byApplicationCredential(settings) };
  const identity =
    settings.authType === 'token'
      ? { methods: ['token'], token: { id: needed(auth.token, 'token') } }
      : {
          methods: ['password'],
          password: { user: { ...userOf(settings), password: needed(auth.password, 'password') } },
        };
  return { identity, scope: { project: projectOf(settings) } };
}

function byApplicationCredential(settings: CloudSettings): object {
  const { auth } = settings;
  const secret = needed(auth.application_credential_secret, 'application-credential-secret');
  const by =
    auth.application_credential_id !== undefined
      ? { id: auth.application_credential_id }
      : { name: auth.application_credential_name, user: userOf(settings) };
  return { methods: ['application_credential'], application_credential: { ...by, secret } };
}

function userOf({ auth }: CloudSettings): object {
  if (auth.user_id !== undefined) return { id: auth.user_id };
  return {
    name: needed(auth.username, 'username'),
    domain: domainOf(auth.user_domain_id, auth.user_domain_name),
  };
}

function projectOf({ auth }: CloudSettings): object {
  if (auth.project_id !== undefined) return { id: auth.project_id };
  const name = needed(auth.project_name, 'project-name');
  return { name, domain: domainOf(auth.project_domain_id, auth.project_domain_name) };
}

function domainOf(id: string | undefined, name: string | undefined): object {
  if (id !== undefined) return { id };
  return name === undefined ? { id: 'default' } : { name };
}

function needed(value: string | undefined, option: string): string {
  if (value !== undefined) return value;
  const variable = `OS_${option.replaceAll('-', '_').toUpperCase()}`;
  throw authError(`--os-${option} is needed (or ${variable}, or an entry in clouds.yaml).`);
}
