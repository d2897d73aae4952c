import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  AT,
  execution,
  EXECUTION_ID,
  fault,
  report,
  reported,
  ScriptedMistral,
  serving,
  task,
} from '../../../../../test/support/scripted-mistral.js';
import { answer } from '../../../../../test/support/scripted-server.js';

describe('tasks on Mistral', () => {
  let mistral: ScriptedMistral;

  beforeEach(async () => {
    mistral = await ScriptedMistral.start();
  });

  afterEach(() => mistral.stop());

  it('that were created within a second come after those that triggered them', async () => {
    const triggeredBy = (id: string): object => ({
      runtime_context: JSON.stringify({ triggered_by: [{ task_id: id, event: 'on-success' }] }),
    });
    const tasks = [task('third', triggeredBy('second')), task('first'), task('second', triggeredBy('first'))];
    mistral.script(
      serving({
        [`/v2/executions/${EXECUTION_ID}/report`]: report(
          'SUCCESS',
          ['third', 'first', 'second'].map((id) => reported(id)),
        ),
        [`/v2/executions/${EXECUTION_ID}/tasks`]: { tasks },
        '/v2/tasks/first': { result: '1' },
        '/v2/tasks/second': { result: '{"two": 2}' },
        '/v2/tasks/third': { result: 'null' },
      }),
    );
    const found = await mistral.engine.listTasks(mistral.scope, EXECUTION_ID);
    expect(found.map(({ name, result }) => [name, result])).toEqual([
      ['first', 1],
      ['second', { two: 2 }],
      ['third', null],
    ]);
    expect(found[0]).toMatchObject({
      actionExecutionIds: ['action of first'],
      startedAt: new Date('2026-11-22T15:24:30Z'),
      url: `${mistral.url}/v2/tasks/first`,
    });
  });

  it('are listed one by one where Mistral fails to report them, as it does after a retry policy', async () => {
    const routes = serving({
      [`/v2/executions/${EXECUTION_ID}`]: execution(),
      [`/v2/executions/${EXECUTION_ID}/tasks`]: { tasks: [task('one'), task('two', { type: 'WORKFLOW' })] },
      '/v2/tasks/one/action_executions': {
        action_executions: [{ id: 'the action', state: 'SUCCESS', accepted: true, created_at: AT }],
      },
      '/v2/tasks/one': { result: '1' },
      '/v2/tasks/two/workflow_executions': { executions: [{ id: 'inner' }] },
      '/v2/tasks/two': { result: '2' },
      '/v2/executions/inner': execution({ id: 'inner' }),
      '/v2/executions/inner/tasks': { tasks: [] },
    });
    mistral.script((request, response) =>
      request.url?.endsWith('/report')
        ? answer(500, fault("'retry_no'"))(request, response)
        : routes(request, response),
    );
    expect(await mistral.engine.listTasks(mistral.scope, EXECUTION_ID)).toMatchObject([
      { name: 'one', result: 1, actionExecutionIds: ['the action'], attempts: 1 },
      { name: 'two', result: 2, attempts: 1 },
    ]);
  });

  it('that have ended are asked for their results once', async () => {
    mistral.script(
      serving({
        [`/v2/executions/${EXECUTION_ID}/report`]: report('SUCCESS', [reported('only')]),
        [`/v2/executions/${EXECUTION_ID}/tasks`]: { tasks: [task('only')] },
        '/v2/tasks/only': { result: '1' },
      }),
    );
    await mistral.engine.listTasks(mistral.scope, EXECUTION_ID);
    await mistral.engine.listTasks(mistral.scope, EXECUTION_ID);
    expect(mistral.received.filter(({ url }) => url === '/v2/tasks/only')).toHaveLength(1);
  });

  it('that their execution left behind are shown as ended', async () => {
    const left = { state: 'RUNNING', finished_at: null };
    mistral.script(
      serving({
        [`/v2/executions/${EXECUTION_ID}/report`]: report('CANCELLED', [reported('left', left)]),
        [`/v2/executions/${EXECUTION_ID}/tasks`]: { tasks: [task('left', left)] },
      }),
    );
    expect(await mistral.engine.listTasks(mistral.scope, EXECUTION_ID)).toMatchObject([
      { state: 'CANCELLED', stateInfo: 'Ended with its execution (CANCELLED).', result: null },
    ]);
  });
});
