import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Execution, Pipeline } from '../support/api-client.js';
import { until } from '../support/until.js';
import { SampleRepository } from '../support/sample-repository.js';
import { ScratchDatabase, scratchDatabase } from '../support/test-database.js';
import { startService, TestService } from '../support/test-service.js';

const ALL_PASS = ['unit_test', 'image_build', 'deploy', 'check', 'functional_test'].map((name) => [
  name,
  'pass',
]);

describe('from commit to running application', () => {
  let repository: SampleRepository;
  let database: ScratchDatabase;
  let service: TestService;
  let pipeline: Pipeline;

  const start = () => startService({ database, environment: { SOLUM_WORKFLOW_ENGINE: 'embedded' } });

  beforeAll(async () => {
    repository = await SampleRepository.make();
    database = await scratchDatabase();
    service = await start();
    pipeline = await service.api.createPipeline({
      trigger: { unsigned: 'allowed' },
      plan_uri: (
        await service.api.createPlan({
          artifacts: [
            {
              name: 'web',
              content: { href: repository.href },
              unittest_cmd: 'test "$(cat greeting.txt)" != broken && echo the tests were run',
              run_cmd: 'exec node server.mjs',
              functionaltest_cmd:
                'node -e "fetch(process.env.APP_URL).then(async (a) => console.log(await a.text()))"',
            },
          ],
        })
      ).uri,
    });
  });

  afterAll(async () => {
    await service.close();
    await database.drop();
    await repository.remove();
  });

  async function push(commit: string): Promise<Execution> {
    const path = new URL(pipeline.trigger_uri).pathname;
    const { body } = await service.api
      .post(path, { ref: 'refs/heads/trunk', after: commit })
      .set('X-GitHub-Event', 'push')
      .expect(202);
    return service.api.ended(body.execution_id, 60_000);
  }

  const verdicts = async (id: string) =>
    (await service.api.tasks(id)).map(({ name, verdict }) => [name, verdict]);
  const log = async (id: string, task: string) =>
    (await service.api.get(`/v1/executions/${id}/tasks/${task}/log`).expect(200)).text;
  const answer = async (url: unknown) => (await fetch(String(url))).text();

  it('the first run tests, builds, deploys and checks the default branch', async () => {
    const run = await service.api.ended(pipeline.last_execution, 60_000);
    expect([run.state, run.state_info]).toEqual(['SUCCESS', null]);
    expect(await verdicts(run.uuid)).toEqual(ALL_PASS);
    expect(await answer(run.outputs.url)).toBe('first');
  }, 90_000);

  it('a push replaces what runs, at the same address', async () => {
    const before = await service.api.execution(pipeline.last_execution);
    const commit = await repository.greet('second');
    const run = await push(commit);
    expect(run).toMatchObject({ state: 'SUCCESS', commit, outputs: { commit, url: before.outputs.url } });
    expect(await answer(run.outputs.url)).toBe('second');
  }, 90_000);

  it('the commit that was pushed is built, even where the branch has moved on', async () => {
    const older = await repository.greet('third');
    await repository.greet('fourth');
    const run = await push(older);
    expect(await answer(run.outputs.url)).toBe('third');
  }, 90_000);

  it('a failing test ends the run before anything is built, says why, and leaves what runs alone', async () => {
    const url = (await push(await repository.greet('good'))).outputs.url;
    const run = await push(await repository.greet('broken'));
    expect(run.state).toBe('ERROR');
    expect(run.state_info).toContain('unit_test');
    expect(await verdicts(run.uuid)).toEqual([['unit_test', 'fail']]);
    expect(await answer(url)).toBe('good');
  }, 90_000);

  it('each job keeps its output as its log, whole and by range', async () => {
    const run = await push(await repository.greet('fifth'));
    const whole = await log(run.uuid, 'unit_test');
    expect(whole).toContain('the tests were run');
    const path = `/v1/executions/${run.uuid}/tasks/unit_test/log`;
    const part = await service.api.get(path).set('Range', 'bytes=-10').expect(206);
    expect(part.text).toBe(whole.slice(-10));
    expect(part.headers['content-range']).toBe(
      `bytes ${whole.length - 10}-${whole.length - 1}/${whole.length}`,
    );
    await service.api.get(path).set('Range', `bytes=${whole.length}-`).expect(416);
  }, 90_000);

  it('the engine’s credential shows nowhere', async () => {
    const run = (await service.api.get(`/v1/pipelines/${pipeline.uuid}/executions?limit=1`).expect(200)).text;
    const id = (JSON.parse(run) as { uuid: string }[])[0]?.uuid ?? '';
    const tasks = (await service.api.get(`/v1/executions/${id}/tasks`).expect(200)).text;
    const output = await log(id, 'unit_test');
    for (const text of [run, tasks, output]) expect(text).not.toMatch(new RegExp(`${id}\\.[\\w-]{20}`));
  });

  it('the application comes back with the service', async () => {
    const { body } = await service.api
      .get(`/v1/pipelines/${pipeline.uuid}/executions?state=SUCCESS&limit=1`)
      .expect(200);
    const { url } = body[0].outputs;
    await service.close();
    await expect(answer(url)).rejects.toThrow();
    service = await start();
    await until(async () => expect(await answer(url)).toBe('fifth'), 20_000);
  }, 60_000);

  it('deleting the pipeline ends the application', async () => {
    const { body } = await service.api
      .get(`/v1/pipelines/${pipeline.uuid}/executions?state=SUCCESS&limit=1`)
      .expect(200);
    await service.api.delete(`/v1/pipelines/${pipeline.uuid}`).expect(204);
    await expect(answer(body[0].outputs.url)).rejects.toThrow();
  }, 60_000);
});

describe('a run that is cancelled in the middle of a job', () => {
  let repository: SampleRepository;
  let service: TestService;

  beforeAll(async () => {
    repository = await SampleRepository.make();
    service = await startService({ environment: { SOLUM_WORKFLOW_ENGINE: 'embedded' } });
  });

  afterAll(async () => {
    await service.close();
    await repository.remove();
  });

  it('stops the command and everything that it started', async () => {
    const plan = await service.api.createPlan({
      artifacts: [
        {
          name: 'web',
          content: { href: repository.href },
          unittest_cmd: 'echo started; sleep 1000 & sleep 1000; echo not reached',
        },
      ],
    });
    const pipeline = await service.api.createPipeline({ plan_uri: plan.uri, workbook_name: 'unit_test' });
    const id = pipeline.last_execution;
    const path = `/v1/executions/${id}/tasks/unit_test/log`;
    await until(async () => expect((await service.api.get(path)).text).toContain('started'), 20_000);
    await service.api.post(`/v1/executions/${id}/cancel`, { reason: 'enough' }).expect(202);
    expect(await service.api.ended(id)).toMatchObject({
      state: 'CANCELLED',
      state_info: expect.stringContaining('enough'),
    });
    await until(async () => {
      const { text } = await service.api.get(path).expect(200);
      expect(text).toMatch(/cancelled/);
      expect(text).not.toMatch(/^not reached/m);
    });
    expect(await service.api.tasks(id)).toMatchObject([{ name: 'unit_test', verdict: 'cancelled' }]);
  }, 60_000);
});
