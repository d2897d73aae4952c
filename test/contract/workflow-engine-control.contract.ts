import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/shared/domain/ids.js';
import { EngineDriver } from './workflow-engine.driver.js';
import { EngineHarness, named } from './workflow-engine.harness.js';
import { FAILING, LINEAR, PARALLEL } from './workflow-engine.workbooks.js';

/** What every engine does when it is steered. */
export function engineControl(harness: () => EngineHarness, driver: EngineDriver): void {
  const { engine, scope, recent, lookFrom, start, eventually, state, tasks } = driver;
  const { untilState, called, runningTask, complete, fail } = driver;

  describe('control', () => {
    beforeAll(async () => {
      await engine().saveWorkbook(scope(), LINEAR);
      await engine().saveWorkbook(scope(), FAILING);
    });

    it('starts no new task while paused, keeps the results, and goes on when resumed', async () => {
      const { id } = await start('linear.main', { ref: 'pause-1' });
      await called('pause-1');
      expect((await engine().pauseExecution(scope(), id)).state).toBe('PAUSED');
      await complete('pause-1', { image: 'paused' });
      await eventually(
        async () => (named(await tasks(id), 'build').state === 'SUCCESS' ? true : undefined),
        'the end of build',
      );
      expect((await tasks(id)).map((task) => task.name)).toEqual(['build']);
      expect((await engine().pauseExecution(scope(), id)).state).toBe('PAUSED');
      await engine().resumeExecution(scope(), id);
      await complete('deploy paused to production');
      await untilState(id, 'SUCCESS');
    });

    it('ends in CANCELLED with the reason, and shows no task as running', async () => {
      const { id } = await start('linear.main', { ref: 'cancel-1' });
      await called('cancel-1');
      const cancelled = await engine().cancelExecution(scope(), id, 'superseded by another run');
      expect(cancelled).toMatchObject({ state: 'CANCELLED', stateInfo: 'superseded by another run' });
      expect(named(await tasks(id), 'build').state).toBe('CANCELLED');
    });

    it('leaves a final state final', async () => {
      const { id } = await start('linear.main', { ref: 'final-1' });
      await called('final-1');
      await engine().cancelExecution(scope(), id, 'the first reason');
      expect((await engine().cancelExecution(scope(), id, 'the second')).stateInfo).toBe('the first reason');
      expect((await engine().resumeExecution(scope(), id)).state).toBe('CANCELLED');
      await complete('final-1', { image: 'late' });
      expect(await state(id)).toBe('CANCELLED');
    });

    it('runs a failed task again without repeating its finished siblings', async () => {
      const { id } = await start('failing.main');
      const failed = (await called('second')).actionExecutionId;
      await fail('second');
      await untilState(id, 'ERROR');
      const { id: taskId } = named(await tasks(id), 'second');
      await engine().rerunTask(scope(), id, taskId);
      await eventually(
        async () => ((await called('second')).actionExecutionId === failed ? undefined : true),
        'another call',
      );
      await complete('second');
      await untilState(id, 'SUCCESS');
      expect(named(await tasks(id), 'first').attempts).toBe(1);
      expect(named(await tasks(id), 'second').attempts).toBe(2);
    });

    it('runs several failed tasks again, one after the other, without repeating what succeeded', async () => {
      await engine().saveWorkbook(scope(), PARALLEL);
      const { id } = await start('parallel.main');
      const firstCalls = [await called('left'), await called('right')].map((call) => call.actionExecutionId);
      await Promise.all([fail('left'), fail('right')]);
      await untilState(id, 'ERROR');
      for (const name of ['left', 'right']) {
        await engine().rerunTask(scope(), id, named(await tasks(id), name).id);
      }
      for (const job of ['left', 'right']) {
        await eventually(
          async () => (firstCalls.includes((await called(job)).actionExecutionId) ? undefined : true),
          `another call for ${job}`,
        );
      }
      expect(recent().filter(({ body }) => body.job === 'left' || body.job === 'right')).toHaveLength(4);
      await complete('left');
      await complete('right');
      await complete('end');
      await untilState(id, 'SUCCESS');
    });

    it('runs a definition of its own, whatever the workbook of that name says, and again after it is gone', async () => {
      const own = FAILING.replaceAll('second', 'pinned');
      await engine().saveWorkbook(scope(), FAILING);
      lookFrom(harness().calls.length);
      const request = {
        executionId: newId(),
        workflowName: 'failing.main',
        input: {},
        environment: harness().environment,
        description: 'contract',
        definition: own,
      };
      const { id } = await engine().startExecution(scope(), request);
      const failed = (await called('pinned')).actionExecutionId;
      await fail('pinned');
      await untilState(id, 'ERROR');
      expect((await tasks(id)).map((task) => task.name)).toEqual(['first', 'pinned']);
      const { definition } = (await engine().findWorkbook(scope(), 'failing')) ?? {};
      expect(definition).toBe(FAILING);
      const names = (await engine().listWorkbooks(scope())).map((each) => each.name);
      expect(names.filter((each) => each === 'failing')).toHaveLength(1);
      await engine().releaseDefinition(scope(), id);
      await engine().releaseDefinition(scope(), id);
      expect((await engine().findWorkbook(scope(), 'failing'))?.definition).toBe(FAILING);
      expect((await engine().startExecution(scope(), request)).id).toBe(id);
      await engine().rerunTask(scope(), id, named(await tasks(id), 'pinned').id);
      await eventually(
        async () => ((await called('pinned')).actionExecutionId === failed ? undefined : true),
        'another call',
      );
      await complete('pinned');
      await untilState(id, 'SUCCESS');
      await engine().releaseDefinition(scope(), id);
      const present = await start('failing.main');
      await called('second');
      await engine().cancelExecution(scope(), present.id, 'enough seen');
    });

    it('runs no task again that has not failed', async () => {
      const { id } = await start('linear.main', { ref: 'rerun-1' });
      const { id: taskId } = await runningTask(id, 'build');
      await expect(engine().rerunTask(scope(), id, taskId)).rejects.toMatchObject({ kind: 'conflict' });
      await expect(engine().rerunTask(scope(), id, newId())).rejects.toMatchObject({ kind: 'not_found' });
      await engine().cancelExecution(scope(), id, 'enough seen');
    });
  });
}
