import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startService, TestService } from '../support/test-service.js';

const RELEASE = `
version: '2.0'
name: release
actions:
  notify:
    input: [text]
    base: std.http
    base-input:
      url: https://chat.example.org/hooks/1
      method: POST
      json: {text: <% $.text %>}
workflows:
  main:
    input: [version, {approvers: 1}]
    output: {image: <% $.image %>}
    tasks:
      build:
        action: std.mistral_http url="https://builder.example.org/jobs"
        retry: {count: 2, delay: 60}
        publish: {image: <% task().result.image %>}
        on-success: [label]
        on-error: [complain]
      label:
        action: std.js
        input: {script: "return $.image.toUpperCase()", context: {image: <% $.image %>}}
        publish: {label: <% task().result %>}
        on-success: [tell]
      tell:
        action: notify text=<% "released " + $.label %>
      complain:
        action: notify text="it does not build"
        on-success: [fail]
`;

const SCRIPT = {
  build: [
    { state: 'ERROR', delay: 5 },
    { output: { image: 'app:7' }, delay: 30 },
  ],
};

describe('a dry run', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService({ environment: { SOLUM_WORKFLOW_ENGINE: 'embedded' } });
    await service.api.post('/v1/workbooks', { definition: RELEASE }).expect(201);
  });
  afterAll(() => service.close());

  const dryRun = (body: object, name = 'release') => service.api.post(`/v1/workbooks/${name}/dry-run`, body);

  it('tells what would happen, and how long it would take, at once', async () => {
    const { body } = await dryRun({ inputs: { version: '7' }, script: SCRIPT }).expect(200);
    expect(body).toMatchObject({
      state: 'SUCCESS',
      state_info: null,
      output: { image: 'app:7' },
      duration: 95,
      unscripted: ['tell'],
    });
    expect(body.tasks.map(({ name, state, attempts }: never) => [name, state, attempts])).toEqual([
      ['build', 'SUCCESS', 2],
      ['label', 'SUCCESS', 1],
      ['tell', 'SUCCESS', 1],
    ]);
    expect(body.tasks[1]).toMatchObject({
      workflow: 'release.main',
      result: 'APP:7',
      published: { label: 'APP:7' },
      started_after: 95,
      finished_after: 95,
    });
    expect(body.calls.map(({ task, after }: never) => [task, after])).toEqual([
      ['build', 0],
      ['build', 65],
      ['label', 95],
      ['tell', 95],
    ]);
    expect(body.calls[3]).toMatchObject({
      action: 'release.notify',
      input: { text: 'released APP:7' },
      base_input: {
        url: 'https://chat.example.org/hooks/1',
        method: 'POST',
        json: { text: 'released APP:7' },
      },
      scripted: false,
    });
  });

  it('takes the way that the script says', async () => {
    const { body } = await dryRun({ inputs: { version: '7' }, script: { build: { state: 'ERROR' } } });
    expect(body.state).toBe('ERROR');
    expect(body.tasks.map(({ name, state }: never) => [name, state])).toEqual([
      ['build', 'ERROR'],
      ['complain', 'SUCCESS'],
    ]);
    expect(body.duration).toBe(120);
  });

  it('shows what nobody completes as RUNNING', async () => {
    const { body } = await dryRun({ inputs: { version: '7' }, script: { build: { state: 'RUNNING' } } });
    expect(body).toMatchObject({ state: 'RUNNING', tasks: [{ name: 'build', state: 'RUNNING' }] });
  });

  it('tries a document that is not kept', async () => {
    const definition = RELEASE.replace('count: 2', 'count: 0');
    const { body } = await dryRun({ definition, inputs: { version: '7' }, script: SCRIPT });
    expect(body).toMatchObject({ state: 'ERROR', duration: 5 });
    const { body: kept } = await service.api.get('/v1/workbooks/release');
    expect(kept.definition).toBe(RELEASE);
  });

  it('runs the built-in workbooks, whose stations nobody calls', async () => {
    const inputs = { source: { href: 'https://example.org/app.git' }, unittest_cmd: 'true' };
    const script = { unit_test: { output: { passed: true, commit: 'abc' } } };
    const { body } = await dryRun({ inputs, script }, 'unit_test').expect(200);
    expect(body.state).toBe('SUCCESS');
    expect(body.unscripted).toEqual([]);
    expect(body.calls[0].base_input.url).toContain('http://stations.invalid/');
  });

  it('keeps nothing', async () => {
    await dryRun({ inputs: { version: '7' } }).expect(200);
    const { body } = await service.api.get('/v1/workbooks');
    expect(body.filter(({ origin }: never) => origin === 'project')).toHaveLength(1);
  });

  it.each([
    ['an unknown member', { steps: 1 }, 400, 'dry_run.invalid', '/steps'],
    ['a wrong state', { script: { build: { state: 'DONE' } } }, 400, 'dry_run.invalid', '/script/build'],
    ['no result', { script: { build: [] } }, 400, 'dry_run.invalid', '/script/build'],
    ['a delay below zero', { script: { build: { delay: -1 } } }, 400, 'dry_run.invalid', '/script/build'],
    ['a missing input', {}, 400, 'engine.input_invalid', undefined],
    [
      'a document of another name',
      { definition: RELEASE.replace('release', 'x') },
      400,
      'workbook.invalid',
      '/definition',
    ],
    ['an unknown workflow', { workflow: 'none' }, 404, 'engine.workflow_not_found', undefined],
  ])('refuses %s', async (_what, body, status, code, pointer) => {
    const { body: problem } = await dryRun(body).expect(status);
    expect(problem.code).toBe(code);
    expect(problem.errors?.[0]?.pointer).toBe(pointer);
  });

  it('answers 404 for a workbook that is not there', async () => {
    const { body } = await dryRun({}, 'none').expect(404);
    expect(body.code).toBe('workbook.not_found');
  });

  it('ends where the workflow does not, and the service goes on', async () => {
    const definition = `
version: '2.0'
name: endless
workflows:
  main:
    tasks:
      start: {on-success: [again]}
      again: {action: std.http url="http://x.invalid", on-success: [again]}
`;
    const running = dryRun({ definition }, 'endless').expect(200);
    const answer = running.then(({ body }) => body);
    await service.api.get('/health/live').expect(200);
    expect(await answer).toMatchObject({
      state: 'ERROR',
      state_info: expect.stringMatching(
        /has become too large|more than 5000 task executions|takes longer than/,
      ),
    });
  });
});
