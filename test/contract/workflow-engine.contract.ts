import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/shared/domain/ids.js';
import { engineControl } from './workflow-engine-control.contract.js';
import { driverOf } from './workflow-engine.driver.js';
import { EngineHarness, named } from './workflow-engine.harness.js';
import { FAILING, impatient, LINEAR, NESTED, PARALLEL, REFUSED, TIMED } from './workflow-engine.workbooks.js';

/** The claims that every workflow engine keeps. */
export function workflowEngineContract(name: string, open: () => Promise<EngineHarness>): void {
  describe(`${name}: a workflow engine`, () => {
    let harness: EngineHarness;
    const driver = driverOf(() => harness);
    const { engine, scope, recent, lookFrom, start, eventually, tasks } = driver;
    const { untilState, called, runningTask, complete, fail } = driver;

    beforeAll(async () => {
      harness = await open();
    });
    afterAll(() => harness.close());

    describe('workbooks', () => {
      it('says who it is, and that it is there', async () => {
        expect((await engine().describe()).provider).toMatch(/^(embedded|fake|mistral)$/);
        await engine().ping();
      });

      it('keeps a workbook as it was sent', async () => {
        await engine().saveWorkbook(scope(), LINEAR);
        expect((await engine().findWorkbook(scope(), 'linear'))?.definition).toBe(LINEAR);
      });

      it('replaces a workbook of the same name', async () => {
        const changed = LINEAR.replace('production', 'staging');
        await engine().saveWorkbook(scope(), changed);
        expect((await engine().findWorkbook(scope(), 'linear'))?.definition).toBe(changed);
        await engine().saveWorkbook(scope(), LINEAR);
      });

      it('lists the project’s own workbooks by name', async () => {
        await engine().saveWorkbook(scope(), PARALLEL);
        const names = (await engine().listWorkbooks(scope())).map((each) => each.name);
        expect(names).toEqual([...names].sort());
        expect(names).toEqual(expect.arrayContaining(['linear', 'parallel']));
      });

      it('shows no workbook to another project', async () => {
        expect(await engine().findWorkbook(harness.stranger, 'linear')).toBeUndefined();
        expect(await engine().listWorkbooks(harness.stranger)).toEqual([]);
      });

      it('answers what is wrong with a workbook instead of keeping it', async () => {
        const wrong = LINEAR.replace('on-success: [deploy]', 'on-success: [nobody]');
        const verdict = await engine().validateWorkbook(scope(), wrong);
        expect(verdict.valid).toBe(false);
        expect(verdict.error).toContain("Task 'nobody' not found");
        expect(await engine().validateWorkbook(scope(), LINEAR)).toEqual({ valid: true, error: null });
      });

      it('refuses to keep a wrong workbook', async () => {
        await expect(engine().saveWorkbook(scope(), 'version: "3.0"\nname: x')).rejects.toMatchObject({
          kind: 'invalid',
          code: 'workbook.invalid',
        });
      });

      it('deletes a workbook, and does nothing where there is none', async () => {
        await engine().saveWorkbook(scope(), LINEAR.replace('name: linear', 'name: short_lived'));
        await engine().deleteWorkbook(scope(), 'short_lived');
        await engine().deleteWorkbook(scope(), 'short_lived');
        expect(await engine().findWorkbook(scope(), 'short_lived')).toBeUndefined();
      });
    });

    describe('executions', () => {
      beforeAll(async () => {
        for (const definition of [LINEAR, PARALLEL, FAILING, TIMED, NESTED]) {
          await engine().saveWorkbook(scope(), definition);
        }
      });

      it('runs a workflow task by task, each waiting for its station', async () => {
        const { id } = await start('linear.main', { ref: 'run-1' });
        await runningTask(id, 'build');
        await complete('run-1', { image: 'app:1' });
        await complete('deploy app:1 to production');
        const ended = await untilState(id, 'SUCCESS');
        expect(ended.output).toEqual({ image: 'app:1', deployed: true });
        expect((await tasks(id)).map((task) => [task.name, task.state])).toEqual([
          ['build', 'SUCCESS'],
          ['deploy', 'SUCCESS'],
        ]);
      });

      it('tells of each task when it ran, what came of it and what it published', async () => {
        const { id } = await start('linear.main', { ref: 'run-2' });
        await complete('run-2', { image: 'app:2' });
        const build = await eventually(
          async () => (await tasks(id)).find((task) => task.name === 'build' && task.state === 'SUCCESS'),
          'the end of build',
        );
        const { actionExecutionId } = await called('run-2');
        expect(build).toMatchObject({
          executionId: id,
          workflowName: 'linear.main',
          type: 'ACTION',
          result: { image: 'app:2' },
          published: { image: 'app:2' },
          attempts: 1,
          actionExecutionIds: [actionExecutionId],
        });
        expect(build.startedAt).toBeInstanceOf(Date);
        expect(build.finishedAt).toBeInstanceOf(Date);
        await engine().cancelExecution(scope(), id, 'enough seen');
      });

      it('starts once under our id, however often it is asked', async () => {
        const id = newId();
        const first = await start('linear.main', { ref: 'run-3' }, id);
        const second = await start('linear.main', { ref: 'run-3' }, id);
        expect(second.id).toBe(first.id);
        await runningTask(id, 'build');
        await start('linear.main', { ref: 'run-3' }, id);
        lookFrom(0);
        await complete('run-3', { image: 'x' });
        await called('deploy x to production');
        expect(harness.calls.filter(({ body }) => body.job === 'run-3')).toHaveLength(1);
        await engine().cancelExecution(scope(), id, 'enough seen');
      });

      it('knows the input’s defaults, and names what is missing or unexpected', async () => {
        await expect(start('linear.main', {})).rejects.toMatchObject({
          kind: 'invalid',
          code: 'engine.input_invalid',
          message: expect.stringContaining('ref'),
        });
        await expect(start('linear.main', { ref: 'a', colour: 'red' })).rejects.toMatchObject({
          code: 'engine.input_invalid',
          message: expect.stringContaining('colour'),
        });
      });

      it('knows no workflow that is not there, or that belongs to another project', async () => {
        const request = { executionId: newId(), input: {}, environment: {}, description: '' };
        const missing = { kind: 'not_found', code: 'engine.workflow_not_found' };
        await expect(start('linear.nothing')).rejects.toMatchObject(missing);
        await expect(start('nowhere.main')).rejects.toMatchObject(missing);
        await expect(
          engine().startExecution(harness.stranger, { ...request, workflowName: 'linear.main' }),
        ).rejects.toMatchObject(missing);
      });

      it('shows no execution to another project', async () => {
        const { id } = await start('timed.main');
        const missing = { kind: 'not_found', code: 'engine.execution_not_found' };
        await expect(engine().getExecution(harness.stranger, id)).rejects.toMatchObject(missing);
        await expect(engine().listTasks(harness.stranger, id)).rejects.toMatchObject(missing);
        await expect(engine().cancelExecution(harness.stranger, id, '')).rejects.toMatchObject(missing);
        await engine().cancelExecution(scope(), id, 'enough seen');
      });

      it('goes on with the definition it was started with', async () => {
        const { id } = await start('linear.main', { ref: 'run-4' });
        await called('run-4');
        await engine().saveWorkbook(scope(), LINEAR.replace('deploy <% $.image %>', 'changed <% $.image %>'));
        await complete('run-4', { image: 'old' });
        await complete('deploy old to production');
        await untilState(id, 'SUCCESS');
        await engine().saveWorkbook(scope(), LINEAR);
      });

      it('joins parallel branches', async () => {
        const { id } = await start('parallel.main');
        await complete('left');
        await complete('right');
        await complete('end');
        await untilState(id, 'SUCCESS');
        expect(recent().filter(({ body }) => body.job === 'end')).toHaveLength(1);
      });

      it('fails with its task, and says why', async () => {
        const { id } = await start('failing.main');
        await fail('second', { reason: 'two tests failed' });
        const ended = await untilState(id, 'ERROR');
        expect(ended.stateInfo).toContain('second');
        const all = await tasks(id);
        expect(named(all, 'second')).toMatchObject({
          state: 'ERROR',
          result: { reason: 'two tests failed' },
        });
        expect(all.map((task) => task.name)).toEqual(['first', 'second']);
      });

      it('fails the task at once when the station refuses the work', async () => {
        await engine().saveWorkbook(scope(), REFUSED);
        harness.refuseNext();
        const { id } = await start('refused.main');
        await untilState(id, 'ERROR');
        expect(named(await tasks(id), 'station').state).toBe('ERROR');
      });

      it('lists the tasks of sub-workflows with their own', async () => {
        const { id } = await start('nested.main');
        await complete('work', { answer: 42 });
        const ended = await untilState(id, 'SUCCESS');
        expect(ended.output).toEqual({ answer: 42 });
        const all = await tasks(id);
        const stage = named(all, 'stage');
        expect(stage).toMatchObject({ type: 'WORKFLOW', executionId: id, parentTaskId: null });
        expect(named(all, 'work').executionId).not.toBe(id);
        expect(named(all, 'work').parentTaskId).toBe(stage.id);
      });

      it('fails a task whose station does not come back in time', async () => {
        const seconds = harness.timeoutSeconds ?? 60;
        await engine().saveWorkbook(scope(), impatient(seconds));
        const { id } = await start('impatient.main');
        await called('slow');
        await harness.pass(seconds + 1);
        await untilState(id, 'ERROR');
        expect(named(await tasks(id), 'slow').stateInfo).toContain('timed out');
      });
    });

    describe('results of asynchronous actions', () => {
      beforeEach(() => engine().saveWorkbook(scope(), TIMED));

      it('counts the first result; the same once more is quietly accepted', async () => {
        const { id } = await start('timed.main');
        await runningTask(id, 'slow');
        await complete('slow', { first: true });
        await complete('slow', { first: false });
        await untilState(id, 'SUCCESS');
        await complete('slow', { first: false });
        expect(named(await tasks(id), 'slow').result).toEqual({ first: true });
      });

      it('knows no action execution that is not there, or that belongs to another project', async () => {
        const { id } = await start('timed.main');
        const { actionExecutionId } = await called('slow');
        const result = { state: 'SUCCESS' as const, output: {} };
        const missing = { kind: 'not_found', code: 'engine.action_not_found' };
        await expect(engine().completeAction(scope(), newId(), result)).rejects.toMatchObject(missing);
        await expect(
          engine().completeAction(harness.stranger, actionExecutionId, result),
        ).rejects.toMatchObject(missing);
        await engine().cancelExecution(scope(), id, 'enough seen');
      });

      it('tells the calls that it waits for, as they were sent, until they are answered', async () => {
        await engine().saveWorkbook(scope(), PARALLEL);
        const { id } = await start('parallel.main');
        const left = await called('left');
        await called('right');
        const awaited = async () =>
          (await engine().awaitedCalls(scope(), id)).sort((a, b) =>
            JSON.stringify(a.body) < JSON.stringify(b.body) ? -1 : 1,
          );
        const calls = await eventually(async () => {
          const found = await awaited();
          return found.length === 2 ? found : undefined;
        }, 'two calls');
        expect(calls).toMatchObject([
          {
            actionExecutionId: left.actionExecutionId,
            taskId: named(await tasks(id), 'left').id,
            url: `${harness.environment.station as string}/jobs`,
            body: { job: 'left' },
            since: expect.any(Date),
          },
          { body: { job: 'right' } },
        ]);
        expect(calls[0]?.headers.authorization).toBe('Bearer secret');
        await complete('left');
        await eventually(async () => ((await awaited()).length === 1 ? true : undefined), 'one call');
        expect(await awaited()).toMatchObject([{ body: { job: 'right' } }]);
        await expect(engine().awaitedCalls(harness.stranger, id)).rejects.toMatchObject({
          kind: 'not_found',
          code: 'engine.execution_not_found',
        });
        await engine().cancelExecution(scope(), id, 'enough seen');
        expect(await awaited()).toEqual([]);
      });

      it('takes results that come at the same time', async () => {
        await engine().saveWorkbook(scope(), PARALLEL);
        const { id } = await start('parallel.main');
        await runningTask(id, 'left');
        await runningTask(id, 'right');
        await Promise.all([complete('left'), complete('right')]);
        await complete('end');
        await untilState(id, 'SUCCESS');
      });
    });

    engineControl(() => harness, driver);

    it('hints at what changes', async () => {
      const seen = new Set<string>();
      const unsubscribe = engine().onEvent(({ executionId, kind, name, state: to }) =>
        seen.add(`${executionId} ${kind} ${name} ${to}`),
      );
      await engine().saveWorkbook(scope(), TIMED);
      const { id } = await start('timed.main');
      await runningTask(id, 'slow');
      await complete('slow');
      await untilState(id, 'SUCCESS');
      await eventually(() => (seen.has(`${id} task slow SUCCESS`) ? true : undefined), 'a hint for the task');
      await eventually(
        () => (seen.has(`${id} execution timed.main SUCCESS`) ? true : undefined),
        'a hint for the execution',
      );
      unsubscribe();
    });
  });
}
