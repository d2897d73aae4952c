import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { env, execPath } from 'node:process';
import { text } from 'node:stream/consumers';
import { DataSource } from 'typeorm';
import { DatabaseSession } from '../../src/database/database-session.js';
import { KeyRotation } from '../../src/database/key-rotation.js';
import { SealedValues } from '../../src/database/sealed-values.js';
import { KeyRing } from '../../src/shared/domain/key-ring.js';
import { SecretBox } from '../../src/shared/secrets/secret-box.js';
import { ApiClient, Pipeline } from '../support/api-client.js';
import { SampleRepository } from '../support/sample-repository.js';
import { ScratchDatabase, scratchDatabase } from '../support/test-database.js';
import { freePort, startService, TestService } from '../support/test-service.js';
import { until } from '../support/until.js';

const [OLD, YOUNG] = [randomBytes(32), randomBytes(32)];

/** One service that is restarted with other keys; each step finds what the one before it left. */
describe('a change of the secret key', () => {
  let repository: SampleRepository;
  let database: ScratchDatabase;
  let port: number;
  let service: TestService | undefined;
  let pipeline: Pipeline;

  async function start(
    keys: readonly Buffer[],
    environment: Record<string, string> = {},
  ): Promise<ApiClient> {
    service = await startService({
      database,
      environment: {
        SOLUM_PORT: String(port),
        SOLUM_WORKFLOW_ENGINE: 'embedded',
        SOLUM_SECRET_KEYS: keys.map((key) => key.toString('hex')).join(','),
        ...environment,
      },
    });
    return service.api;
  }

  async function stop(): Promise<void> {
    await service?.close();
    service = undefined;
  }

  function get<T>(token: abstract new (...values: never[]) => T): T {
    return service?.app.get(token as never, { strict: false }) as T;
  }

  beforeAll(async () => {
    repository = await SampleRepository.make();
    database = await scratchDatabase();
    port = await freePort();
  });

  afterAll(async () => {
    await stop();
    await database.drop();
    await repository.remove();
  });

  it('begins with a run under way that has a credential of the old key, and secrets that it sealed', async () => {
    const api = await start([OLD], { SOLUM_ROLES: 'api' });
    const { uri, uuid } = await api.createPlan({
      artifacts: [
        {
          name: 'web',
          content: { href: repository.href },
          repo_token: 'token of the repository',
          unittest_cmd: 'test "$TOKEN" = "the plan has it"',
          run_cmd: 'exec node server.mjs',
          secrets: ['TOKEN'],
        },
      ],
    });
    await api.put(`/v1/plans/${uuid}/secrets/TOKEN`, { value: 'the plan has it' }).expect(201);
    pipeline = await api.createPipeline({ plan_uri: uri });
    await api.post(`/v1/pipelines/${pipeline.uuid}/trigger/rotate-secret`, {}).expect(200);
    const jobs = () => get(DataSource).query<object[]>('SELECT id FROM station_jobs');
    await until(async () => expect(await jobs()).toHaveLength(1));
    await stop();
  }, 90_000);

  it('refuses to start without the old key, which it names', async () => {
    const { databaseUrl, dataDir } = database.settings;
    const process = spawn(execPath, ['--import', './test/support/typescript.mjs', 'src/main.ts'], {
      env: {
        PATH: env.PATH,
        SOLUM_PORT: String(port),
        SOLUM_DATA_DIR: dataDir,
        SOLUM_LOG_LEVEL: 'silent',
        SOLUM_SECRET_KEYS: YOUNG.toString('hex'),
        ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: 60_000,
    });
    const [words, [code]] = await Promise.all([text(process.stderr), once(process, 'close')]);
    expect(code).toBe(1);
    expect(words).toMatch(/^SOLUM_SECRET_KEYS: /);
    expect(words).toContain(`key ${KeyRing.of(OLD).first.id}: 1 in secrets.sealed_value`);
  }, 90_000);

  it('lets the run go on under both keys, and seals everything anew meanwhile', async () => {
    const api = await start([YOUNG, OLD]);
    const ring = KeyRing.of(YOUNG, OLD);
    const rotation = new KeyRotation(new SealedValues(get(DatabaseSession), new SecretBox(ring)), ring);
    const before = (await rotation.left()).map(({ column }) => column);
    expect(before).toEqual(
      expect.arrayContaining([
        'executions.repo_token',
        'pipeline_triggers.sealed_secret',
        'plans.repo_tokens',
        'secrets.sealed_value',
      ]),
    );
    expect(await rotation.rotate(() => undefined)).toEqual([]);
    const run = await api.ended(pipeline.last_execution, 60_000);
    expect([run.state, run.state_info]).toEqual(['SUCCESS', null]);
    await stop();
  }, 90_000);

  it('ends with the new key alone', async () => {
    const api = await start([YOUNG]);
    const { body } = await api.post(`/v1/pipelines/${pipeline.uuid}/executions`, {}).expect(202);
    expect((await api.ended(body.uuid, 60_000)).state).toBe('SUCCESS');
  }, 90_000);
});
