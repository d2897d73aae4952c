import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { type ActionConfig, actionConfig, actionSettings } from './action-config.js';
import { type ArtifactConfig, artifactConfig, artifactSettings } from './artifact-config.js';
import { ConfigurationError } from './configuration-error.js';
import { type BodyConfig, bodyConfig, bodySettings } from './body-config.js';
import { type DeadlineConfig, deadlineConfig, deadlineSettings } from './deadline-config.js';
import { listOf } from './list-setting.js';
import { type OpenStackConfig, openStackConfig, openStackSettings } from './openstack-config.js';
import { proxySettings } from './proxy-config.js';
import { type RetentionConfig, retentionConfig, retentionSettings } from './retention-config.js';
import { type RunLimitConfig, runLimitConfig, runLimitSettings } from './run-limits-config.js';
import { type SecretKeys, secretKeys, secretKeySettings } from './secret-key-config.js';
import { type StreamConfig, streamConfig, streamSettings } from './stream-config.js';
import { type StatusConfig, statusConfig, statusSettings } from './status-config.js';
import { type ScheduleConfig, scheduleConfig, scheduleSettings } from './schedule-config.js';

export { type ActionConfig, ConfigurationError, type OpenStackConfig, type StreamConfig };

/** Every setting of the service: its variable, its default, its meaning (docs/reference/settings.md is written from this). */
export const environmentSchema = z.object({
  SOLUM_HOST: z.string().default('127.0.0.1').describe('address to listen on'),
  SOLUM_PORT: z.coerce.number().int().min(0).max(65535).default(9777).describe('port to listen on'),
  SOLUM_PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('the URL under which users, git hosts and the workflow engine reach this service'),
  SOLUM_DATA_DIR: z
    .string()
    .default('./data')
    .describe('where the database file, logs, artifacts and workspaces live'),
  DATABASE_URL: z
    .string()
    .regex(/^(mysql|mariadb):\/\//, 'must start with mysql:// or mariadb://')
    .optional()
    .describe('MariaDB or MySQL; absent: an SQLite file in the data directory'),
  SOLUM_ROLES: listOf('api,worker')
    .pipe(z.array(z.enum(['api', 'worker'])).min(1))
    .describe('what this process does'),
  SOLUM_LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('least severe level that is logged'),
  SOLUM_AUTH_STRATEGY: z
    .enum(['development', 'keystone'])
    .default('development')
    .describe('how requests are authenticated'),
  SOLUM_POLICY_FILE: z
    .string()
    .optional()
    .describe('YAML file of "rule: [roles]" that overrides the built-in policy'),
  SOLUM_WORKFLOW_ENGINE: z
    .enum(['embedded', 'mistral', 'fake'])
    .default('embedded')
    .describe('who interprets the workbooks'),
  SOLUM_STACK_PROVIDER: z.enum(['local', 'heat']).default('local').describe('who runs the stacks'),
  SOLUM_TEMPLATE_DIR: z
    .string()
    .optional()
    .describe(
      'directory of the Heat templates (*.yaml) that stacks are updated to; absent: the built-in ones',
    ),
  ...artifactSettings,
  ...openStackSettings,
  ...actionSettings,
  ...runLimitSettings,
  ...streamSettings,
  ...deadlineSettings,
  ...scheduleSettings,
  ...statusSettings,
  ...retentionSettings,
  ...proxySettings,
  SOLUM_MAX_PAGE_SIZE: z.coerce
    .number()
    .int()
    .min(1)
    .max(100_000)
    .default(1000)
    .describe('most items of one list'),
  ...bodySettings,
  SOLUM_SOURCE_PROTOCOLS: listOf('https,ssh,git')
    .pipe(z.array(z.enum(['https', 'http', 'ssh', 'git', 'file'])).min(1))
    .describe('protocols that a plan may name its repository with'),
  SOLUM_WORKER_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .default(2)
    .describe('jobs one worker runs at a time'),
  SOLUM_JOB_LEASE_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .default(30)
    .describe('after this silence a job is claimed again'),
  SOLUM_STALLED_HOURS: z.coerce
    .number()
    .int()
    .min(1)
    .max(8760)
    .default(72)
    .describe(
      'how long an execution whose delegation is broken waits for somebody to renew it, until it ends in ERROR',
    ),
  SOLUM_JOB_TIMEOUT_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .default(1800)
    .describe('longest time one job may take'),
  SOLUM_JOB_OUTPUT_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(16_777_216)
    .describe('longest log of one job'),
  SOLUM_SANDBOX: z
    .enum(['auto', 'bubblewrap', 'none'])
    .default('auto')
    .describe('isolation of the process runner'),
  ...secretKeySettings,
});

type Environment = z.infer<typeof environmentSchema>;

export interface AppConfig {
  readonly host: string;
  readonly port: number;
  /** No trailing slash. */
  readonly publicUrl: string;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly roles: readonly ('api' | 'worker')[];
  readonly logLevel: Environment['SOLUM_LOG_LEVEL'];
  readonly auth: {
    readonly strategy: Environment['SOLUM_AUTH_STRATEGY'];
    readonly policyFile: string | undefined;
    readonly tokenCacheSeconds: number;
  };
  /** The cloud and the service's own user in it; undefined in a deployment without one. */
  readonly openstack: OpenStackConfig | undefined;
  /** What the embedded engine's own actions may do. */
  readonly actions: ActionConfig;
  readonly runLimits: RunLimitConfig;
  readonly streams: StreamConfig;
  readonly deadlines: DeadlineConfig;
  readonly schedules: ScheduleConfig;
  readonly statuses: StatusConfig;
  readonly retention: RetentionConfig;
  readonly artifacts: ArtifactConfig;
  /** Proxies before the service. */
  readonly trustedProxies: number;
  readonly workflowEngine: Environment['SOLUM_WORKFLOW_ENGINE'];
  readonly stackProvider: Environment['SOLUM_STACK_PROVIDER'];
  /** Undefined: the built-in templates. */
  readonly templateDir: string | undefined;
  readonly maxPageSize: number;
  readonly bodies: BodyConfig;
  readonly sourceProtocols: readonly string[];
  /** How long an execution that somebody has to help waits for that. */
  readonly stalledHours: number;
  readonly worker: {
    readonly concurrency: number;
    readonly leaseSeconds: number;
    readonly timeoutSeconds: number;
    readonly outputBytes: number;
    readonly sandbox: Environment['SOLUM_SANDBOX'];
  };
  readonly secretKeys: SecretKeys;
}

/** The DI token of the one configuration object. */
export const APP_CONFIG = Symbol('AppConfig');

const LOOPBACK = /^(127(\.\d{1,3}){3}|::1|localhost)$/;

/** Reads and checks the environment; throws `ConfigurationError` with one line for each wrong setting. */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): AppConfig {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(present);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigurationError(`The configuration is wrong:\n${lines.join('\n')}`);
  }
  const settings = parsed.data;
  refuseOpenDevelopmentMode(settings);
  const dataDir = resolve(settings.SOLUM_DATA_DIR);
  mkdirSync(dataDir, { recursive: true, mode: 0o750 });
  return deepFreeze({
    host: settings.SOLUM_HOST,
    port: settings.SOLUM_PORT,
    publicUrl: (settings.SOLUM_PUBLIC_URL ?? defaultUrl(settings)).replace(/\/+$/, ''),
    dataDir,
    databaseUrl: settings.DATABASE_URL,
    roles: settings.SOLUM_ROLES,
    logLevel: settings.SOLUM_LOG_LEVEL,
    auth: {
      strategy: settings.SOLUM_AUTH_STRATEGY,
      policyFile: settings.SOLUM_POLICY_FILE,
      tokenCacheSeconds: settings.SOLUM_TOKEN_CACHE_SECONDS,
    },
    openstack: openStackConfig(settings, cloudUsers(settings)),
    actions: actionConfig(settings),
    runLimits: runLimitConfig(settings),
    streams: streamConfig(settings, settings.DATABASE_URL !== undefined),
    deadlines: deadlineConfig(settings),
    schedules: scheduleConfig(settings),
    statuses: statusConfig(settings),
    retention: retentionConfig(settings),
    artifacts: artifactConfig(settings),
    trustedProxies: settings.SOLUM_TRUSTED_PROXIES,
    workflowEngine: settings.SOLUM_WORKFLOW_ENGINE,
    stackProvider: settings.SOLUM_STACK_PROVIDER,
    templateDir: settings.SOLUM_TEMPLATE_DIR,
    maxPageSize: settings.SOLUM_MAX_PAGE_SIZE,
    bodies: bodyConfig(settings),
    sourceProtocols: settings.SOLUM_SOURCE_PROTOCOLS,
    stalledHours: settings.SOLUM_STALLED_HOURS,
    worker: {
      concurrency: settings.SOLUM_WORKER_CONCURRENCY,
      leaseSeconds: settings.SOLUM_JOB_LEASE_SECONDS,
      timeoutSeconds: settings.SOLUM_JOB_TIMEOUT_SECONDS,
      outputBytes: settings.SOLUM_JOB_OUTPUT_BYTES,
      sandbox: settings.SOLUM_SANDBOX,
    },
    secretKeys: secretKeys(settings, dataDir),
  });
}

function refuseOpenDevelopmentMode(settings: Environment): void {
  if (settings.SOLUM_AUTH_STRATEGY === 'development' && !LOOPBACK.test(settings.SOLUM_HOST)) {
    throw new ConfigurationError(
      `SOLUM_HOST: ${settings.SOLUM_HOST} is not a loopback address, and SOLUM_AUTH_STRATEGY=development lets everybody in. ` +
        'Listen on 127.0.0.1, or choose another strategy.',
    );
  }
}

/** The choices that need a cloud. */
function cloudUsers(settings: Environment): string[] {
  return [
    settings.SOLUM_AUTH_STRATEGY === 'keystone' && 'SOLUM_AUTH_STRATEGY=keystone',
    settings.SOLUM_WORKFLOW_ENGINE === 'mistral' && 'SOLUM_WORKFLOW_ENGINE=mistral',
    settings.SOLUM_STACK_PROVIDER === 'heat' && 'SOLUM_STACK_PROVIDER=heat',
  ].filter((user) => user !== false);
}

function defaultUrl(settings: Environment): string {
  const host = settings.SOLUM_HOST.includes(':') ? `[${settings.SOLUM_HOST}]` : settings.SOLUM_HOST;
  return `http://${host}:${settings.SOLUM_PORT}`;
}

function deepFreeze<T extends object>(value: T): T {
  for (const child of Object.values(value)) {
    if (typeof child === 'object' && child !== null && !Buffer.isBuffer(child)) deepFreeze(child as object);
  }
  return Object.freeze(value);
}
