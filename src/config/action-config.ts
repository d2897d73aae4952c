import { z } from 'zod';
import { ConfigurationError } from './configuration-error.js';
import { listOf } from './list-setting.js';

/** The settings of what the embedded engine's own actions may do. */
export const actionSettings = {
  SOLUM_JS_TIMEOUT_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .max(60)
    .default(5)
    .describe('longest time a script of std.js may take'),
  SOLUM_JS_MEMORY_BYTES: z.coerce
    .number()
    .int()
    .min(1_048_576)
    .max(536_870_912)
    .default(67_108_864)
    .describe('memory that a script of std.js may use'),
  SOLUM_SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe(
      'the mail server of std.email, e.g. smtp://user:password@mail.example.org:587; absent: only those of SOLUM_SMTP_ALLOWED_SERVERS',
    ),
  SOLUM_SMTP_ALLOWED_SERVERS: listOf('').describe(
    'further mail servers (host or host:port) that a workbook may name as smtp_server',
  ),
  SOLUM_SSH_ALLOWED_HOSTS: listOf('').describe(
    'hosts (host or host:port, *.example.org for all below) that std.ssh may reach; absent: none, std.ssh is off',
  ),
  SOLUM_SSH_KNOWN_HOSTS: z
    .string()
    .optional()
    .describe('file of the keys of these hosts, in the form of OpenSSH; needed by SOLUM_SSH_ALLOWED_HOSTS'),
  SOLUM_SSH_KEY_DIR: z
    .string()
    .optional()
    .describe('directory of private keys: <project id>/<private_key_filename>; absent: none'),
  SOLUM_SSH_TIMEOUT_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3600)
    .default(60)
    .describe('longest time std.ssh may take on one host'),
};

type ActionSettings = z.infer<z.ZodObject<typeof actionSettings>>;

export interface EmailConfig {
  /** smtp:// or smtps://, with the credentials where the server wants some. */
  readonly url: string | undefined;
  /** `host` or `host:port`. */
  readonly allowedServers: readonly string[];
}

export interface SshConfig {
  /** `host`, `host:port`, or `*.domain` with or without a port. */
  readonly allowedHosts: readonly string[];
  readonly knownHostsFile: string;
  readonly keyDir: string | undefined;
  readonly timeoutSeconds: number;
}

export interface ActionConfig {
  readonly javascript: { readonly timeoutSeconds: number; readonly memoryBytes: number };
  /** Undefined: no mail server is set, std.email is off. */
  readonly email: EmailConfig | undefined;
  /** Undefined: no host is allowed, std.ssh is off. */
  readonly ssh: SshConfig | undefined;
}

export function actionConfig(settings: ActionSettings): ActionConfig {
  return {
    javascript: {
      timeoutSeconds: settings.SOLUM_JS_TIMEOUT_SECONDS,
      memoryBytes: settings.SOLUM_JS_MEMORY_BYTES,
    },
    email: emailConfig(settings),
    ssh: sshConfig(settings),
  };
}

function emailConfig({
  SOLUM_SMTP_URL: url,
  SOLUM_SMTP_ALLOWED_SERVERS: allowedServers,
}: ActionSettings): EmailConfig | undefined {
  return url || allowedServers.length > 0 ? { url, allowedServers } : undefined;
}

/** Hosts whose keys nobody knows are refused at the start, not at the first command. */
function sshConfig(settings: ActionSettings): SshConfig | undefined {
  const { SOLUM_SSH_ALLOWED_HOSTS: allowedHosts, SOLUM_SSH_KNOWN_HOSTS: knownHostsFile } = settings;
  if (allowedHosts.length === 0) return undefined;
  if (!knownHostsFile) {
    throw new ConfigurationError('SOLUM_SSH_KNOWN_HOSTS: needed by SOLUM_SSH_ALLOWED_HOSTS.');
  }
  return {
    allowedHosts,
    knownHostsFile,
    keyDir: settings.SOLUM_SSH_KEY_DIR,
    timeoutSeconds: settings.SOLUM_SSH_TIMEOUT_SECONDS,
  };
}
