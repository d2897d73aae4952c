import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test, TestingModuleBuilder } from '@nestjs/testing';
import { createServer } from 'node:net';
import { AppModule } from '../../src/app.module.js';
import { createApplication } from '../../src/application.js';
import { AppConfig, loadConfig } from '../../src/config/app-config.js';
import { ApiClient } from './api-client.js';
import { ScratchDatabase, scratchDatabase } from './test-database.js';

export interface TestService {
  readonly app: NestFastifyApplication;
  readonly config: AppConfig;
  readonly api: ApiClient;
  /** Stops the service and drops its database. */
  close(): Promise<void>;
}

export interface TestServiceOptions {
  /** Settings besides those that a test needs to be alone. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Replaces adapters by fakes. */
  readonly override?: (builder: TestingModuleBuilder) => TestingModuleBuilder;
  /** Gets each line of the log; absent: standard output. */
  readonly log?: (line: string) => void;
  /** A database that outlives this service; absent: one of its own. */
  readonly database?: ScratchDatabase;
}

/** The whole service on a free port, with a database of its own: SQLite, or MariaDB where TEST_DATABASE_URL names a server. */
export async function startService(options: TestServiceOptions = {}): Promise<TestService> {
  const database = options.database ?? (await scratchDatabase());
  const config = loadConfig({
    SOLUM_PORT: String(await freePort()),
    SOLUM_DATA_DIR: database.dataDir,
    SOLUM_LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    SOLUM_WORKFLOW_ENGINE: 'fake',
    SOLUM_SOURCE_PROTOCOLS: 'https,ssh,git,file',
    ...(database.settings.databaseUrl ? { DATABASE_URL: database.settings.databaseUrl } : {}),
    ...options.environment,
  });
  const app = await createApplication(
    config,
    async (adapter, logger) => {
      const builder = Test.createTestingModule({ imports: [AppModule.with(config)] });
      const module = await (options.override?.(builder) ?? builder).setLogger(logger).compile();
      return module.createNestApplication<NestFastifyApplication>(adapter, { bodyParser: false });
    },
    options.log && { write: options.log },
  );
  await app.listen(config.port, config.host);
  return {
    app,
    config,
    api: new ApiClient(config.publicUrl),
    close: async () => {
      await app.close();
      if (!options.database) await database.drop();
    },
  };
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
