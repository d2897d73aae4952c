import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/database/data-source-options.js';
import { ScratchDatabase, scratchDatabase } from '../support/test-database.js';
import { startService } from '../support/test-service.js';

const PIPELINE = '01890000-0000-7000-8000-000000000001';
const TRIGGER = '01890000-0000-4000-8000-000000000002';
const PLAN = '01890000-0000-7000-8000-000000000003';
const NOW = '2026-01-01 00:00:00.000000';
const DOCUMENT = JSON.stringify({ version: 1, name: 'old', artifacts: [], services: [], parameters: {} });

describe('a database from before webhooks were signed', () => {
  let database: ScratchDatabase;

  beforeAll(async () => {
    database = await scratchDatabase();
    const options = dataSourceOptions(database.settings);
    const migrations = (options.migrations as NewableFunction[]).slice(0, 7);
    const before = await new DataSource({ ...options, migrations }).initialize();
    await before.runMigrations();
    await before.query(
      `INSERT INTO plans (id, project_id, user_id, name, document, version, created_at, updated_at)
       VALUES ('${PLAN}', 'development', 'developer', 'old', '${DOCUMENT}', 1, '${NOW}', '${NOW}')`,
    );
    await before.query(
      `INSERT INTO pipelines (id, project_id, user_id, name, description, tags, plan_id, workbook_name,
         workbook_created, trigger_id, delegation_id, status, version, created_at, updated_at)
       VALUES ('${PIPELINE}', 'development', 'developer', 'old', '', '[]', '${PLAN}', 'build', 0,
         '${TRIGGER}', '${PIPELINE}', 'ready', 1, '${NOW}', '${NOW}')`,
    );
    await before.destroy();
  });

  afterAll(() => database.drop());

  it('goes on to take unsigned ones for its pipelines, until somebody makes a secret and refuses them', async () => {
    const service = await startService({ database });
    try {
      const trigger = `/v1/triggers/${TRIGGER}`;
      const { body } = await service.api.post(trigger).expect(202);
      expect(body.verdict).toBe('started');
      const settings = `/v1/pipelines/${PIPELINE}/trigger`;
      const project = (await service.api.get(`/v1/executions/${body.execution_id}`).expect(200)).body
        .project_id;
      expect(project).toBe('development');
      expect((await service.api.get(settings).expect(200)).body).toMatchObject({
        unsigned: 'allowed',
        secret_made_at: null,
      });
      await service.api.post(`${settings}/rotate-secret`, {}).expect(200);
      await service.api.post(trigger).expect(202);
    } finally {
      await service.close();
    }
  });
});
