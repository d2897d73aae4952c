import { authError, usageError } from '../exit-code.js';
import { cloudEntry, type Environment } from './cloud-file.js';

/** Where the service answers in development mode. */
export const DEVELOPMENT_ENDPOINT = 'http://127.0.0.1:9777';

/** What --os-… options, OS_… variables and the `auth` of clouds.yaml call the same. */
const AUTH = [
  ...['auth_url', 'username', 'user_id', 'user_domain_name', 'user_domain_id', 'password'],
  ...['project_name', 'project_id', 'project_domain_name', 'project_domain_id', 'token', 'endpoint'],
  ...['application_credential_id', 'application_credential_name', 'application_credential_secret'],
] as const;
const REST = ['auth_type', 'region_name', 'interface', 'cacert', 'cert', 'key', 'verify'] as const;

export type AuthName = (typeof AUTH)[number];
type RestName = (typeof REST)[number];
type Values = Partial<Record<AuthName | RestName, string>>;

export type AuthType = 'password' | 'application_credential' | 'token' | 'admin_token' | 'none';

/** How the command reaches the service, and who it is there. */
export interface CloudSettings {
  readonly authType: AuthType;
  readonly auth: Partial<Record<AuthName, string>>;
  /** Where the service is; absent: where the catalogue says. */
  readonly endpoint?: string;
  readonly region?: string;
  readonly interface: string;
  readonly tls: {
    readonly cacert?: string;
    readonly cert?: string;
    readonly key?: string;
    readonly verify: boolean;
  };
}

/** Options as commander names them: `osAuthUrl`. */
export type CloudOptions = Readonly<Record<string, unknown>>;

const TYPES: Readonly<Record<string, AuthType>> = {
  password: 'password',
  v3password: 'password',
  v3applicationcredential: 'application_credential',
  token: 'token',
  v3token: 'token',
  admin_token: 'admin_token',
  none: 'none',
};

/**
 * Options come before everything. Below them is the cloud that is named (--os-cloud, OS_CLOUD), and nothing else: a variable
 * with the password of one cloud must not be sent to another. Where none is named, OS_… variables count; where there are
 * none of these either, the only cloud of clouds.yaml. Nothing at all is development mode.
 */
export function cloudSettings(options: CloudOptions, env: Environment): CloudSettings {
  const given = fromOptions(options);
  const named = text(options.osCloud) ?? env.OS_CLOUD;
  const variables = fromEnvironment(env);
  const speaks = (values: Values) =>
    values.auth_url !== undefined || values.endpoint !== undefined || values.auth_type !== undefined;
  const below =
    named === undefined && (speaks(given) || speaks(variables)) ? variables : fromEntry(named, env);
  return settingsOf({ ...below, ...given }, options.insecure === true);
}

function settingsOf(values: Values, insecure: boolean): CloudSettings {
  const authType = authTypeOf(values);
  const fixed = authType === 'none' || authType === 'admin_token' ? DEVELOPMENT_ENDPOINT : undefined;
  const endpoint = values.endpoint ?? fixed;
  const auth = Object.fromEntries(
    AUTH.filter((name) => values[name] !== undefined).map((name) => [name, values[name]]),
  );
  if (authType === 'admin_token' && auth.token === undefined)
    throw authError('admin_token needs --os-token.');
  return {
    authType,
    auth,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(values.region_name === undefined ? {} : { region: values.region_name }),
    interface: (values.interface ?? 'public').replace(/URL$/, ''),
    tls: {
      ...(values.cacert === undefined ? {} : { cacert: values.cacert }),
      ...(values.cert === undefined ? {} : { cert: values.cert }),
      ...(values.key === undefined ? {} : { key: values.key }),
      verify: !insecure && values.verify !== 'false',
    },
  };
}

function authTypeOf(values: Values): AuthType {
  if (values.auth_type !== undefined) {
    const known = TYPES[values.auth_type];
    if (known) return known;
    throw usageError(
      `The authentication ${values.auth_type} is not known here; known are ${Object.keys(TYPES).join(', ')}.`,
    );
  }
  if (values.auth_url === undefined) return values.token === undefined ? 'none' : 'admin_token';
  if (values.application_credential_id ?? values.application_credential_name) return 'application_credential';
  return values.token !== undefined && values.password === undefined ? 'token' : 'password';
}

function fromOptions(options: CloudOptions): Values {
  return picked((name) =>
    text(options[`os_${name}`.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())]),
  );
}

function fromEnvironment(env: Environment): Values {
  const older: Readonly<Record<string, string>> = {
    project_name: 'OS_TENANT_NAME',
    project_id: 'OS_TENANT_ID',
    endpoint: 'OS_ENDPOINT_OVERRIDE',
    interface: 'OS_ENDPOINT_TYPE',
  };
  return picked((name) => {
    const other = older[name];
    return env[`OS_${name.toUpperCase()}`] || (other === undefined ? undefined : env[other]) || undefined;
  });
}

function fromEntry(name: string | undefined, env: Environment): Values {
  const { auth, ...settings } = cloudEntry(name, env)?.settings ?? {};
  const inside = (typeof auth === 'object' && auth !== null ? auth : {}) as Record<string, unknown>;
  const override = text(settings.application_deployment_endpoint_override ?? settings.endpoint_override);
  const values = picked((key) => text(inside[key]) ?? text(settings[key]));
  return override === undefined ? values : { ...values, endpoint: override };
}

function picked(of: (name: AuthName | RestName) => string | undefined): Values {
  const pairs = [...AUTH, ...REST].map((name) => [name, of(name)] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
}

function text(value: unknown): string | undefined {
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
