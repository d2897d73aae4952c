import type { Response, Test } from 'supertest';
import type { ApiClient } from './api-client.js';
import { ServiceProcess, SOURCES } from './service-process.js';
import { openDatabase, type ScratchDatabase } from './test-database.js';
import { freePort } from './test-service.js';
import { until } from './until.js';

const PATIENCE_MS = 60_000;
const LONG_AGO = '2000-01-01 00:00:00.000';
/** What a process keeps others from for a while. */
const LEASES = [
  `UPDATE execution_actions SET lease_until = '${LONG_AGO}' WHERE lease_until IS NOT NULL`,
  `UPDATE executions SET hand_over_at = '${LONG_AGO}' WHERE hand_over_at IS NOT NULL`,
  `UPDATE executions SET watched_at = '${LONG_AGO}' WHERE watched_at IS NOT NULL`,
  'UPDATE engine_actions SET lease_until = 0 WHERE lease_until > 0',
  `UPDATE repository_polls SET next_poll_at = '${LONG_AGO}'`,
  `UPDATE commit_statuses SET lease_until = '${LONG_AGO}'`,
];

/** The service in as many processes as its database is for (two on MariaDB, one on SQLite), which are killed and started again. */
export class MortalServices {
  kills = 0;

  private constructor(
    private readonly database: ScratchDatabase,
    private readonly services: readonly ServiceProcess[],
  ) {}

  static async start(
    database: ScratchDatabase,
    settings: Readonly<Record<string, string>>,
  ): Promise<MortalServices> {
    const { databaseUrl } = database.settings;
    const ports = databaseUrl ? [await freePort(), await freePort()] : [await freePort()];
    const environment = {
      ...settings,
      SOLUM_PUBLIC_URL: `http://127.0.0.1:${ports[0]}`,
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    };
    const services = ports.map((port) => new ServiceProcess(database.dataDir, port, environment, SOURCES));
    // The first one makes the schema and the keys.
    for (const service of services) await service.start();
    return new MortalServices(database, services);
  }

  get anyone(): ApiClient {
    return oneOf(this.services).api;
  }

  /** What any of them answers, once one does: a lost connection and a 5xx have it asked again. */
  async ask(question: (api: ApiClient) => Test): Promise<Response> {
    return until(async () => {
      const answer = await question(this.anyone);
      if (answer.status >= 500) throw new Error(`${answer.status}: ${answer.text}`);
      return answer;
    }, PATIENCE_MS);
  }

  /** Kills one of them, wherever it is, and starts it again. */
  async killOne(): Promise<void> {
    await this.replace(oneOf(this.services));
  }

  /** Kills all of them, and starts them when whatever they had taken is free for others. */
  async killAll(): Promise<void> {
    for (const service of this.services) service.kill();
    await Promise.all(this.services.map((service) => service.dead()));
    const opened = await openDatabase(this.database, []);
    for (const statement of LEASES) await opened.session.manager.query(statement);
    await opened.close();
    await Promise.all(this.services.map((service) => this.replace(service)));
  }

  async stop(): Promise<void> {
    await Promise.all(this.services.map((service) => service.stop()));
  }

  private async replace(service: ServiceProcess): Promise<void> {
    this.kills += 1;
    service.kill();
    await service.dead();
    await service.start();
  }
}

function oneOf<T>(items: readonly T[]): T {
  return items[Math.floor(Math.random() * items.length)] as T;
}
