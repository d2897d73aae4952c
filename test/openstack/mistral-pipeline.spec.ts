import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KeyRing } from '../../src/shared/domain/key-ring.js';
import { StationJobs } from '../../src/modules/stations/index.js';
import { EngineEvents } from '../../src/modules/workflow-engine/domain/engine-events.js';
import { WorkflowEngine } from '../../src/modules/workflow-engine/index.js';
import { newId } from '../../src/shared/domain/ids.js';
import { ApiClient } from '../support/api-client.js';
import { SampleRepository } from '../support/sample-repository.js';
import { startService, TestService } from '../support/test-service.js';
import { until } from '../support/until.js';
import { TestCloud } from './test-cloud.js';

const END_MS = 120_000;

/** Calls a station by an action of its own, with an input that the station refuses. */
const misled = (name: string): string => `---
version: '2.0'
name: ${name}
actions:
  test:
    input: [solum]
    base: std.mistral_http
    base-input:
      url: <% $.solum.stations_url %>/unit-test/jobs
      method: POST
      headers:
        Content-Type: application/json
        X-Station-Credential: <% $.solum.credential %>
      body:
        sources: nonsense
workflows:
  main:
    tasks:
      test:
        action: test
        input:
          solum: <% env().solum %>
`;

/** Mistral's events reach the service and are lost there. */
class DeafEvents extends EngineEvents {
  override receive(): boolean {
    return true;
  }
}

describe('pipelines on the real Mistral', () => {
  const cloud = TestCloud.open();
  const scope = cloud.scopeOf('demo');
  const made: { service: TestService; api: ApiClient; pipeline: string }[] = [];
  let repository: SampleRepository;
  let service: TestService;
  let api: ApiClient;

  const start = (deaf = false): Promise<TestService> =>
    startService({
      environment: {
        ...cloud.serviceSettings,
        SOLUM_WORKFLOW_ENGINE: 'mistral',
        SOLUM_STACK_PROVIDER: 'local',
        SOLUM_SOURCE_PROTOCOLS: 'file',
      },
      override: (builder) =>
        deaf
          ? builder.overrideProvider(EngineEvents).useValue(new DeafEvents(KeyRing.of(Buffer.alloc(32))))
          : builder,
    });

  beforeAll(async () => {
    repository = await SampleRepository.make();
    service = await start();
    api = service.api.with({ 'X-Auth-Token': await scope.token() });
  });

  afterAll(async () => {
    for (const { api: owner, pipeline } of made) await owner.delete(`/v1/pipelines/${pipeline}`);
    await service.close();
    await repository.remove();
  });

  /** Answers the id of its first execution. */
  async function create(commands: object, workbook: string, on = { service, api }): Promise<string> {
    const artifact = {
      name: 'app',
      content: { href: repository.href },
      unittest_cmd: 'test -s greeting.txt',
      ...commands,
    };
    const name = `mistral-${newId().slice(0, 8)}`;
    const plan = await on.api.createPlan({ name, artifacts: [artifact] });
    const changes = { name, plan_uri: plan.uri, workbook_name: workbook };
    const pipeline = await on.api.createPipeline(changes);
    made.push({ ...on, pipeline: pipeline.uuid });
    return pipeline.last_execution;
  }

  const job = (executionId: string, state: string) =>
    until(async () => {
      const jobs = await service.app.get(StationJobs, { strict: false }).ofExecution(executionId);
      return jobs.find((each) => each.state === state) ?? false;
    }, END_MS);

  it(
    'say why a task failed',
    async () => {
      const id = await create({ unittest_cmd: 'echo broken; exit 3' }, 'unit_test');
      const execution = await api.ended(id, END_MS);
      expect(execution.state).toBe('ERROR');
      expect(execution.state_info).toContain('unit_test');
      expect(await api.tasks(id)).toMatchObject([
        { verdict: 'fail', result: { passed: false, exit_code: 3 } },
      ]);
    },
    END_MS,
  );

  it(
    'hear from the engine what a station refuses, though Mistral drops the station’s answer',
    async () => {
      const name = `misled_${newId()}`;
      await api.post('/v1/workbooks').type('text/plain').send(misled(name)).expect(201);
      const execution = await api.ended(await create({}, name), END_MS);
      expect(execution.state).toBe('ERROR');
      expect(execution.state_info).toContain('/sources: is not known here');
      await api.delete(`/v1/workbooks/${name}`).expect(204);
    },
    END_MS,
  );

  it(
    'stop the station’s work and the run in Mistral when they are cancelled',
    async () => {
      const id = await create({ unittest_cmd: 'sleep 600' }, 'unit_test');
      await job(id, 'running');
      await api.post(`/v1/executions/${id}/cancel`, { reason: 'enough' }).expect(202);
      expect(await job(id, 'done')).toMatchObject({ verdict: 'cancelled' });
      const engine = service.app.get(WorkflowEngine);
      expect(await engine.getExecution(scope, id)).toMatchObject({ state: 'CANCELLED' });
      expect(await api.tasks(id)).toMatchObject([{ name: 'unit_test', verdict: 'cancelled' }]);
    },
    END_MS,
  );

  it(
    'stop the station’s work when somebody cancels the run in Mistral itself',
    async () => {
      const id = await create({ unittest_cmd: 'sleep 600' }, 'unit_test');
      await job(id, 'running');
      await service.app.get(WorkflowEngine).cancelExecution(scope, id, 'by hand in Mistral');
      expect(await job(id, 'done')).toMatchObject({ verdict: 'cancelled' });
      expect(await api.execution(id)).toMatchObject({ state: 'CANCELLED', state_info: 'by hand in Mistral' });
    },
    END_MS,
  );

  it(
    'lose only seconds when every event is lost',
    async () => {
      const deaf = await start(true);
      try {
        const on = { service: deaf, api: deaf.api.with({ 'X-Auth-Token': await scope.token() }) };
        const id = await create({}, 'unit_test', on);
        const { ended_at: endedAt } = await on.api.ended(id, END_MS);
        const [task] = await on.api.tasks(id);
        const lost = Date.parse(String(endedAt)) - Date.parse(String(task?.ended_at));
        expect(lost).toBeLessThan(20_000);
        for (const { pipeline } of made.filter((each) => each.service === deaf).splice(0)) {
          await on.api.delete(`/v1/pipelines/${pipeline}`).expect(204);
        }
      } finally {
        made.splice(0, made.length, ...made.filter((each) => each.service !== deaf));
        await deaf.close();
      }
    },
    END_MS,
  );
});
