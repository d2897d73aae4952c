import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '../../src/shared/domain/clock.js';
import { StackProvider } from '../../src/modules/stacks/index.js';
import { WorkflowEngine } from '../../src/modules/workflow-engine/index.js';
import type { ApiClient } from '../support/api-client.js';
import { breakdown } from '../support/fault.js';
import { ShiftedClock } from '../support/shifted-clock.js';
import { type ScratchDatabase, scratchDatabase } from '../support/test-database.js';
import { startService, type TestService } from '../support/test-service.js';
import { until } from '../support/until.js';

const OWN = `
version: '2.0'
name: nightly
description: Looks after the night.
workflows:
  main:
    input:
      - source
      - depth: 3
    tasks:
      check:
        action: std.mistral_http
        input:
          url: <% env().solum.stations_url %>/unit-test/jobs
        on-success: [report, tidy]
        on-error: fail
      tidy:
        action: std.noop
        on-complete: report
      report:
        join: all
        action: std.mistral_http url="https://reports.example.org/unit-test"
`;

interface Capabilities {
  readonly engines: object[];
  readonly workbooks: { name: string; stations: string[]; workflows: object[] }[];
  readonly workbooks_unavailable: string | null;
  readonly runners: { kind: string; name: string; workers: number }[];
  readonly image_formats: { format: string; workers: number }[];
  readonly stack_providers: object[];
  readonly [part: string]: unknown;
}

const capabilitiesOf = async (api: ApiClient): Promise<Capabilities> =>
  (await api.get('/v1/capabilities').expect(200)).body as Capabilities;

describe('the capabilities', () => {
  let service: TestService;
  let shown: Capabilities;

  beforeAll(async () => {
    service = await startService();
    await service.api.post('/v1/workbooks').set('Content-Type', 'text/plain').send(OWN).expect(201);
    shown = await capabilitiesOf(service.api);
  });

  afterAll(() => service.close());

  it('name the engine and the stack provider that are configured', () => {
    expect(shown.engines).toEqual([{ provider: 'fake', version: '1', available: true, reason: null }]);
    expect(shown.stack_providers).toEqual([{ provider: 'local', available: true, reason: null }]);
  });

  it('have every workbook that a pipeline can be made with', async () => {
    const { body } = await service.api.get('/v1/workbooks').expect(200);
    const names = (body as { name: string }[]).map(({ name }) => name);
    expect(shown.workbooks.map(({ name }) => name)).toEqual(names);
    expect(names).toContain('nightly');
    expect(shown.workbooks_unavailable).toBeNull();
  });

  it('draw each workflow as a graph, with the stations that its tasks call', () => {
    const own = shown.workbooks.find(({ name }) => name === 'nightly');
    const task = { kind: 'action', station: null, description: null, join: null, items: false };
    expect(own).toMatchObject({
      origin: 'project',
      description: 'Looks after the night.',
      stations: ['unit-test'],
    });
    expect(own?.workflows).toEqual([
      {
        name: 'main',
        type: 'direct',
        description: null,
        inputs: [
          { name: 'source', required: true, default: null },
          { name: 'depth', required: false, default: 3 },
        ],
        nodes: [
          { ...task, id: 'check', runs: 'std.mistral_http', station: 'unit-test' },
          { ...task, id: 'tidy', runs: 'std.noop' },
          { ...task, id: 'report', runs: 'std.mistral_http', join: 'all' },
          { ...task, id: 'fail', kind: 'command', runs: null },
        ],
        edges: [
          { from: 'check', to: 'report', on: 'success', condition: null },
          { from: 'check', to: 'tidy', on: 'success', condition: null },
          { from: 'check', to: 'fail', on: 'error', condition: null },
          { from: 'tidy', to: 'report', on: 'complete', condition: null },
        ],
      },
    ]);
  });

  it('tell the stations of a built-in workbook through its own actions', () => {
    const builtIn = shown.workbooks.find(({ name }) => name === 'test_build_deploy');
    expect(builtIn?.stations).toEqual([
      'functional-test',
      'image-build',
      'stack-check',
      'stack-update',
      'unit-test',
    ]);
  });

  it('have the stations with the schemas that calls are checked against', async () => {
    expect(shown.stations).toEqual((await service.api.get('/v1/stations').expect(200)).body);
  });

  it('have the templates with the parameters that they need and take', () => {
    expect(shown.stack_templates).toContainEqual(
      expect.objectContaining({
        name: 'basic',
        parameters: expect.arrayContaining([
          expect.objectContaining({ name: 'run_cmd', type: 'string', required: true, default: null }),
          expect.objectContaining({ name: 'health_path', required: false, default: '/' }),
        ]),
      }),
    );
  });

  it('have the git hosts whose webhooks are understood', () => {
    expect(shown.git_hosts).toEqual(
      ['gitea', 'github', 'gitlab', 'bitbucket', 'plain'].map((name) => ({ name })),
    );
  });

  it('are not sent again to those who have them', async () => {
    const answer = await until(async () => {
      const { headers } = await service.api.get('/v1/capabilities').expect(200);
      return service.api.get('/v1/capabilities').set('If-None-Match', String(headers.etag)).expect(304);
    });
    expect(answer.text).toBe('');
  });

  it('take no parameters', async () => {
    await service.api.get('/v1/capabilities?only=stations').expect(400);
  });
});

describe('the runners', () => {
  let database: ScratchDatabase;
  let worker: TestService;
  let front: TestService;
  let clock: ShiftedClock;

  beforeAll(async () => {
    database = await scratchDatabase();
    clock = new ShiftedClock();
    worker = await startService({ database, environment: { SOLUM_ROLES: 'worker' } });
    front = await startService({
      database,
      environment: { SOLUM_ROLES: 'api' },
      override: (builder) => builder.overrideProvider(Clock).useValue(clock),
    });
  });

  afterAll(async () => {
    await worker.close();
    await front.close();
    await database.drop();
  });

  it('are those that the workers of other processes have found on their machines', async () => {
    const { runners, image_formats } = await until(async () => {
      const found = await capabilitiesOf(front.api);
      return found.runners.length > 0 && found;
    }, 15_000);
    expect(runners).toContainEqual(
      expect.objectContaining({
        kind: 'process',
        name: expect.stringMatching(/^(bubblewrap|none)$/),
        workers: 1,
      }),
    );
    expect(image_formats).toContainEqual({ format: 'slug', tools: [], workers: 1 });
  });

  it('are counted, and go with a worker that is stopped', async () => {
    const workers = (count: number): Promise<true> =>
      until(async () => (await capabilitiesOf(front.api)).image_formats[0]?.workers === count);
    const second = await startService({ database, environment: { SOLUM_ROLES: 'worker' } });
    await workers(2).finally(() => second.close());
    await workers(1);
  });

  it('are no longer shown once their worker has been silent', async () => {
    clock.advance(60_000);
    expect(await capabilitiesOf(front.api)).toMatchObject({ runners: [], image_formats: [] });
  });
});

describe('where the engine and the stack provider are dead', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService({ environment: { SOLUM_ROLES: 'api' } });
    breakdown(service.app.get(WorkflowEngine), 'ping');
    breakdown(service.app.get(WorkflowEngine), 'listWorkbooks');
    breakdown(service.app.get(StackProvider), 'ping');
  });

  afterAll(() => service.close());

  it('the capabilities say so, and have all the rest', async () => {
    const shown = await capabilitiesOf(service.api);
    expect(shown.engines).toEqual([
      { provider: 'fake', version: null, available: false, reason: 'ping got no answer' },
    ]);
    expect(shown.stack_providers).toEqual([
      { provider: 'local', available: false, reason: 'ping got no answer' },
    ]);
    expect(shown.workbooks_unavailable).toBe('listWorkbooks got no answer');
    expect(shown.workbooks.map(({ name }) => name)).toContain('test_build_deploy');
    expect(shown.stations).not.toEqual([]);
  });
});
