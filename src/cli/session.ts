import { createSolumClient, type SolumClient } from '../client/index.js';
import { askSecretly } from './cloud/ask-secretly.js';
import { type CloudOptions, type CloudSettings, cloudSettings } from './cloud/cloud-settings.js';
import type { Environment } from './cloud/cloud-file.js';
import { endpointIn, type KeystoneToken, signIn } from './cloud/keystone.js';
import { type Transport, transportFor } from './cloud/transport.js';

/** A token that ends so soon is not used any more. */
const MARGIN_MS = 60_000;

/** The service, with whoever the options, the environment and clouds.yaml say that the user is. Signs in when it has to. */
export async function openSession(options: CloudOptions, env: Environment): Promise<SolumClient> {
  let settings = cloudSettings(options, env);
  const direct = await transportFor(settings, env);
  const transport = options.debug === true ? told(direct) : direct;
  if (settings.authType === 'none' || settings.authType === 'admin_token') {
    const { token } = settings.auth;
    return createSolumClient({
      baseUrl: baseOf(settings.endpoint ?? ''),
      ...(settings.authType === 'admin_token' && token !== undefined ? { token } : {}),
      fetch: transport,
    });
  }
  settings = await withPassword(settings);
  let token = await signIn(settings, transport);
  return createSolumClient({
    baseUrl: baseOf(settings.endpoint ?? endpointIn(token, settings)),
    token: async () => (token = await fresh(token, settings, transport)).value,
    fetch: transport,
  });
}

/** Runs are watched for longer than tokens live. A token cannot be renewed by itself beyond its end. */
async function fresh(
  token: KeystoneToken,
  settings: CloudSettings,
  transport: Transport,
): Promise<KeystoneToken> {
  const lives = token.expiresAt.getTime() - Date.now() > MARGIN_MS;
  return lives || settings.authType === 'token' ? token : signIn(settings, transport);
}

async function withPassword(settings: CloudSettings): Promise<CloudSettings> {
  if (settings.authType !== 'password' || settings.auth.password !== undefined) return settings;
  const password = await askSecretly('Password: ');
  return password === undefined ? settings : { ...settings, auth: { ...settings.auth, password } };
}

function baseOf(endpoint: string): string {
  return endpoint.replace(/\/+$/, '').replace(/\/v1$/, '');
}

/** --debug: what was asked, and how it went. Neither headers nor bodies: they hold tokens, passwords and secrets. */
function told(transport: Transport): Transport {
  return async (request) => {
    const begun = performance.now();
    const say = (end: string) =>
      process.stderr.write(
        `${request.method} ${request.url} ${end} (${Math.round(performance.now() - begun)} ms)\n`,
      );
    try {
      const answer = await transport(request);
      const id = answer.headers.get('x-openstack-request-id');
      say(`${answer.status}${id === null ? '' : ` ${id}`}`);
      return answer;
    } catch (error) {
      say(error instanceof Error ? error.message : 'failed');
      throw error;
    }
  };
}
