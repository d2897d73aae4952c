import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { answer, reset, ScriptedServer, Step } from '../../../../../test/support/scripted-server.js';
import { TestClock } from '../../../../../test/support/test-clock.js';
import { OpenStackClient } from '../../../../shared/openstack/openstack-client.js';
import { EngineEvents, EVENT_SIGNATURE_HEADER } from '../../domain/engine-events.js';
import { EngineScope } from '../../domain/workflow-engine.js';
import { MistralWorkflowEngine } from './mistral-workflow-engine.js';

const ID = '43bc12a5-9111-407d-bfe2-1b08fbd9e64c';
const AT = '2026-11-22 15:24:30';
const fault = (text: string): object => ({ faultcode: 'Client', faultstring: text, debuginfo: null });
const html: Step = (_, response) =>
  void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');

const execution = (changes: object = {}): object => ({
  id: ID,
  workflow_name: 'linear.main',
  project_id: 'demo',
  root_execution_id: null,
  state: 'RUNNING',
  state_info: null,
  input: '{"ref": "r1"}',
  output: '{}',
  created_at: AT,
  updated_at: AT,
  ...changes,
});

const task = (id: string, changes: object = {}): object => ({
  id,
  name: id,
  type: 'ACTION',
  workflow_name: 'linear.main',
  workflow_execution_id: ID,
  state: 'SUCCESS',
  state_info: null,
  published: '{}',
  runtime_context: '{}',
  created_at: AT,
  started_at: AT,
  finished_at: AT,
  ...changes,
});

const reported = (id: string, changes: object = {}): object => ({
  id,
  name: id,
  state: 'SUCCESS',
  state_info: null,
  created_at: AT,
  updated_at: AT,
  action_executions: [{ id: `action of ${id}`, state: 'SUCCESS', accepted: true, created_at: AT }],
  workflow_executions: [],
  ...changes,
});

const report = (state: string, tasks: object[]): object => ({
  root_workflow_execution: { ...execution({ state }), task_executions: tasks },
});

describe('the engine on Mistral', () => {
  const events = new EngineEvents(Buffer.alloc(32, 7));
  let server: ScriptedServer;
  let client: OpenStackClient;
  let engine: MistralWorkflowEngine;
  let clock: TestClock;
  let tokens: string[];
  let scope: EngineScope;

  beforeEach(async () => {
    server = await ScriptedServer.start();
    client = new OpenStackClient({ pauseMs: 1, retries: 1, timeoutMs: 2_000, breakAfter: 100 });
    clock = new TestClock();
    const endpoints = { of: async () => `${server.url}/v2` };
    const publicUrl = 'http://solum.example.org';
    engine = new MistralWorkflowEngine({ client, endpoints, events, publicUrl, clock });
    tokens = ['first', 'second'];
    scope = { projectId: 'demo', token: async (refused) => tokens.find((token) => token !== refused) ?? '' };
  });

  afterEach(async () => {
    client.close();
    await server.stop();
  });

  const start = () =>
    engine.startExecution(scope, {
      executionId: ID,
      workflowName: 'linear.main',
      input: { ref: 'r1' },
      environment: { solum: {} },
      description: 'test',
    });

  describe('that is away', () => {
    const unavailable = { kind: 'unavailable', code: 'engine.unavailable' };

    it.each([
      ['says 503', answer(503)],
      ['fails', answer(500, fault('boom'))],
      ['resets the connection', reset],
      ['has another page in its place', html],
    ])('is unavailable when it %s', async (_, step) => {
      server.script(step);
      await expect(engine.getExecution(scope, ID)).rejects.toMatchObject(unavailable);
      await expect(engine.ping()).rejects.toMatchObject(unavailable);
    });

    it('says when to ask again', async () => {
      server.script(answer(503, {}, { 'retry-after': '17' }));
      await expect(engine.getExecution(scope, ID)).rejects.toMatchObject({ retryAfter: 17 });
    });

    it('starts once, under our id, though the first answer is lost', async () => {
      server.script(reset, answer(201, execution()));
      await start();
      expect(server.received.map(({ body }) => (JSON.parse(body) as { id: string }).id)).toEqual([ID, ID]);
    });
  });

  describe('that refuses', () => {
    it('is asked again with another token, once', async () => {
      server.script(answer(401), answer(200, execution()));
      await engine.getExecution(scope, ID);
      expect(server.received.map(({ headers }) => headers['x-auth-token'])).toEqual(['first', 'second']);
    });

    it('counts as away where it does not take the other token either', async () => {
      server.script(answer(401));
      await expect(engine.getExecution(scope, ID)).rejects.toMatchObject({
        kind: 'unavailable',
        code: 'engine.unavailable',
        message: expect.stringContaining('that Keystone has just made'),
      });
      expect(server.received).toHaveLength(2);
    });

    it('is not asked again where there is no other token', async () => {
      tokens = ['first'];
      scope = { projectId: 'demo', token: async () => 'first' };
      server.script(answer(401));
      await expect(engine.getExecution(scope, ID)).rejects.toMatchObject({
        kind: 'forbidden',
        code: 'engine.token_refused',
      });
      expect(server.received).toHaveLength(1);
    });

    it('says what its policy says', async () => {
      server.script(answer(403, fault('executions:get is disallowed by policy')));
      await expect(engine.getExecution(scope, ID)).rejects.toMatchObject({
        kind: 'forbidden',
        code: 'engine.forbidden',
        message: expect.stringContaining('disallowed by policy'),
      });
    });

    it('shows no execution of another project, whatever the token shows', async () => {
      server.script(answer(200, execution({ project_id: 'other' })));
      await expect(engine.getExecution(scope, ID)).rejects.toMatchObject({
        code: 'engine.execution_not_found',
      });
    });
  });

  describe('workbooks', () => {
    const workbook = (name: string, projectId = 'demo'): object => ({
      id: name,
      name,
      definition: `name: ${name}`,
      project_id: projectId,
      created_at: AT,
      updated_at: null,
    });

    it('are listed page by page, the project’s own only', async () => {
      server.script(
        answer(200, {
          workbooks: [workbook('b'), workbook('c', 'other')],
          next: 'http://elsewhere/?marker=x',
        }),
        answer(200, { workbooks: [workbook('a')] }),
      );
      const found = await engine.listWorkbooks(scope);
      expect(found.map(({ name }) => name)).toEqual(['a', 'b']);
      expect(server.received.map(({ url }) => new URLSearchParams(url.split('?')[1]).get('marker'))).toEqual([
        null,
        'c',
      ]);
    });

    it.each(['version: 2.0', 'version: 2', "version: '2'", '"version": 2.0 # the DSL'])(
      'are sent with their version quoted: %s',
      async (line) => {
        server.script(answer(201, workbook('x')));
        await engine.saveWorkbook(scope, `${line}\nname: x\n`);
        expect(server.received[0]?.body).toMatch(/^"?version"?: '2\.0'( # the DSL)?\nname: x\n$/);
      },
    );

    it('replace the one of that name', async () => {
      server.script(answer(409, fault('Duplicate entry')), answer(200, workbook('x')));
      await engine.saveWorkbook(scope, 'name: x');
      expect(server.received.map(({ method }) => method)).toEqual(['POST', 'PUT']);
    });

    it('that it fails on while it goes on answering are invalid', async () => {
      server.script(answer(500), answer(200, { workbooks: [] }));
      await expect(engine.saveWorkbook(scope, 'name: x')).rejects.toMatchObject({ code: 'workbook.invalid' });
    });

    it('that it fails on as on everything else are not to blame', async () => {
      server.script(answer(500));
      await expect(engine.saveWorkbook(scope, 'name: x')).rejects.toMatchObject({
        code: 'engine.unavailable',
      });
    });

    it.each(['..', '.', 'a/b', 'a b', ''])('cannot be named %p, and are not asked for', async (name) => {
      expect(await engine.findWorkbook(scope, name)).toBeUndefined();
      expect(server.received).toEqual([]);
    });
  });

  describe('a start', () => {
    it('takes the environment as data, and asks for events that are signed for this execution', async () => {
      server.script(answer(201, execution()));
      await start();
      const { params } = JSON.parse(server.received[0]?.body ?? '') as {
        params: {
          env: object;
          evaluate_env: boolean;
          notify: { url: string; headers: Record<string, string> }[];
        };
      };
      expect(params).toMatchObject({ env: { solum: {} }, evaluate_env: false });
      expect(params.notify[0]?.url).toBe(`http://solum.example.org/v1/engine/events/${ID}`);
      const event = { executionId: ID, kind: 'execution', name: 'linear.main', state: 'SUCCESS' } as const;
      const signature = params.notify[0]?.headers[EVENT_SIGNATURE_HEADER] ?? '';
      expect(events.receive(event, signature)).toBe(true);
      expect(events.receive({ ...event, executionId: ID.replace('4', '5') }, signature)).toBe(false);
    });
  });

  describe('a result', () => {
    const complete = () =>
      engine.completeAction(scope, 'an action', { state: 'SUCCESS', output: { image: 'app:1' } });

    it('goes out as an object in a string', async () => {
      await complete();
      expect(JSON.parse(server.received[0]?.body ?? '')).toEqual({
        state: 'SUCCESS',
        output: '{"image":"app:1"}',
      });
    });

    it('that comes too late is quietly accepted', async () => {
      server.script(answer(500, fault('ValueError: already completed')), answer(200, { state: 'ERROR' }));
      await complete();
    });

    it('that failed for another reason is tried again later', async () => {
      server.script(answer(500, fault('MessagingTimeout\nTraceback')), answer(200, { state: 'RUNNING' }));
      await expect(complete()).rejects.toMatchObject({
        code: 'engine.unavailable',
        message: expect.not.stringContaining('Traceback'),
      });
    });

    it('that Mistral cannot take is invalid', async () => {
      server.script(answer(400, fault('too large')), answer(200, { state: 'RUNNING' }));
      await expect(complete()).rejects.toMatchObject({ code: 'engine.result_invalid' });
    });
  });

  describe('tasks', () => {
    /** Answers each path with what it is given. */
    const serving =
      (routes: Record<string, unknown>): Step =>
      (request, response) => {
        const path = request.url?.split('?')[0] ?? '';
        answer(path in routes ? 200 : 404, routes[path] ?? {})(request, response);
      };

    it('that were created within a second come after those that triggered them', async () => {
      const triggeredBy = (id: string): object => ({
        runtime_context: JSON.stringify({ triggered_by: [{ task_id: id, event: 'on-success' }] }),
      });
      const tasks = [
        task('third', triggeredBy('second')),
        task('first'),
        task('second', triggeredBy('first')),
      ];
      server.script(
        serving({
          [`/v2/executions/${ID}/report`]: report(
            'SUCCESS',
            ['third', 'first', 'second'].map((id) => reported(id)),
          ),
          [`/v2/executions/${ID}/tasks`]: { tasks },
          '/v2/tasks/first': { result: '1' },
          '/v2/tasks/second': { result: '{"two": 2}' },
          '/v2/tasks/third': { result: 'null' },
        }),
      );
      const found = await engine.listTasks(scope, ID);
      expect(found.map(({ name, result }) => [name, result])).toEqual([
        ['first', 1],
        ['second', { two: 2 }],
        ['third', null],
      ]);
      expect(found[0]).toMatchObject({
        actionExecutionIds: ['action of first'],
        startedAt: new Date('2026-11-22T15:24:30Z'),
        url: `${server.url}/v2/tasks/first`,
      });
    });

    it('are listed one by one where Mistral fails to report them, as it does after a retry policy', async () => {
      const routes = serving({
        [`/v2/executions/${ID}`]: execution(),
        [`/v2/executions/${ID}/tasks`]: { tasks: [task('one'), task('two', { type: 'WORKFLOW' })] },
        '/v2/tasks/one/action_executions': {
          action_executions: [{ id: 'the action', state: 'SUCCESS', accepted: true, created_at: AT }],
        },
        '/v2/tasks/one': { result: '1' },
        '/v2/tasks/two/workflow_executions': { executions: [{ id: 'inner' }] },
        '/v2/tasks/two': { result: '2' },
        '/v2/executions/inner': execution({ id: 'inner' }),
        '/v2/executions/inner/tasks': { tasks: [] },
      });
      server.script((request, response) =>
        request.url?.endsWith('/report')
          ? answer(500, fault("'retry_no'"))(request, response)
          : routes(request, response),
      );
      expect(await engine.listTasks(scope, ID)).toMatchObject([
        { name: 'one', result: 1, actionExecutionIds: ['the action'], attempts: 1 },
        { name: 'two', result: 2, attempts: 1 },
      ]);
    });

    it('that have ended are asked for their results once', async () => {
      server.script(
        serving({
          [`/v2/executions/${ID}/report`]: report('SUCCESS', [reported('only')]),
          [`/v2/executions/${ID}/tasks`]: { tasks: [task('only')] },
          '/v2/tasks/only': { result: '1' },
        }),
      );
      await engine.listTasks(scope, ID);
      await engine.listTasks(scope, ID);
      expect(server.received.filter(({ url }) => url === '/v2/tasks/only')).toHaveLength(1);
    });

    it('that their execution left behind are shown as ended', async () => {
      const left = { state: 'RUNNING', finished_at: null };
      server.script(
        serving({
          [`/v2/executions/${ID}/report`]: report('CANCELLED', [reported('left', left)]),
          [`/v2/executions/${ID}/tasks`]: { tasks: [task('left', left)] },
        }),
      );
      expect(await engine.listTasks(scope, ID)).toMatchObject([
        { state: 'CANCELLED', stateInfo: 'Ended with its execution (CANCELLED).', result: null },
      ]);
    });
  });

  describe('a join that Mistral has lost in a pause', () => {
    const resumed = execution({ updated_at: '2026-11-22 15:25:00' });
    const waiting = (other: string): object =>
      report('RUNNING', [
        reported('join', { state: 'WAITING', action_executions: [] }),
        reported('branch', { state: other }),
      ]);
    const later = (seconds: number): void => {
      const now = clock.now().getTime();
      clock.advance(Date.parse('2026-11-22T15:25:00Z') - now + seconds * 1000);
    };

    it('ends its execution with the reason', async () => {
      later(121);
      const ended = execution({ state: 'ERROR', state_info: 'lost' });
      server.script(answer(200, resumed), answer(200, waiting('SUCCESS')), answer(200, ended));
      expect((await engine.getExecution(scope, ID)).state).toBe('ERROR');
      expect(JSON.parse(server.received[2]?.body ?? '')).toMatchObject({
        state: 'ERROR',
        state_info: expect.stringContaining('has lost a join'),
      });
    });

    it.each([
      ['while another task is at work', 121, 'RUNNING'],
      ['before two minutes without any change', 119, 'SUCCESS'],
    ])('is not one %s', async (_, seconds, other) => {
      later(seconds);
      server.script(answer(200, resumed), answer(200, waiting(other)));
      expect((await engine.getExecution(scope, ID)).state).toBe('RUNNING');
    });

    it('is looked for once in two minutes', async () => {
      later(121);
      const asked = async (): Promise<number> => {
        server.script(answer(200, resumed), answer(200, waiting('RUNNING')));
        await engine.getExecution(scope, ID);
        return server.received.length;
      };
      expect([await asked(), await asked()]).toEqual([2, 1]);
      clock.advance(121_000);
      expect(await asked()).toBe(2);
    });
  });
});
