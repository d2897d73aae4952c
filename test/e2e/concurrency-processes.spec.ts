import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Execution } from '../support/api-client.js';
import { ServiceProcess, SOURCES } from '../support/service-process.js';
import { ScratchDatabase, scratchDatabase } from '../support/test-database.js';
import { freePort } from '../support/test-service.js';
import { until } from '../support/until.js';

const LIMIT = 2;
const RUNS = 16;
const SLEEPING = `---
version: '2.0'
name: sleeping
workflows:
  main:
    tasks:
      sleep:
        action: std.sleep seconds=0.2
`;

describe('two processes on one database', () => {
  let database: ScratchDatabase;
  let services: ServiceProcess[];

  beforeAll(async () => {
    database = await scratchDatabase();
    const { databaseUrl } = database.settings;
    const settings = {
      SOLUM_LOG_LEVEL: 'warn',
      SOLUM_WORKFLOW_ENGINE: 'embedded',
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    };
    services = [];
    for (let count = 0; count < 2; count += 1)
      services.push(new ServiceProcess(database.dataDir, await freePort(), settings, SOURCES));
    for (const service of services) await service.start();
  }, 90_000);

  afterAll(async () => {
    await Promise.all(services.map((service) => service.stop()));
    await database.drop();
  });

  it('never let more runs of a group run than its limit, lose no slot to a killed one, and start all of them', async () => {
    const [one, other] = services as [ServiceProcess, ServiceProcess];
    await one.api.post('/v1/workbooks').type('text/plain').send(SLEEPING).expect(201);
    const pipeline = await one.api.createPipeline({
      workbook_name: 'sleeping',
      concurrency: { limit: LIMIT },
    });
    const path = `/v1/pipelines/${pipeline.uuid}/executions`;
    const start = async (index: number): Promise<void> => {
      await (index % 2 === 0 ? one : other).api.post(path, {}).expect(202);
    };
    await Promise.all(Array.from({ length: RUNS }, (_, index) => start(index)));
    other.kill();
    await other.dead();
    await other.start();
    const runs = await until(async () => {
      const { body } = await one.api.get(path).expect(200);
      const all = body as Execution[];
      return all.every(({ state }) => state === 'SUCCESS') && all;
    }, 90_000);
    expect(runs).toHaveLength(RUNS + 1);
    for (const { started_at: at } of runs) {
      const beside = runs.filter(
        ({ started_at: from, ended_at: to }) =>
          (from as string) <= (at as string) && (at as string) < (to as string),
      );
      expect(beside.length).toBeLessThanOrEqual(LIMIT);
    }
  }, 120_000);
});
