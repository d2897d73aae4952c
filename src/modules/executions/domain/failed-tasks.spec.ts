import { describe, expect, it } from '@jest/globals';
import type { EngineTask } from '../../workflow-engine/index.js';
import { failedTasks } from './failed-tasks.js';

const task = (id: string, over: Partial<EngineTask> = {}): EngineTask =>
  ({ id, name: `task_${id}`, type: 'ACTION', state: 'ERROR', ...over }) as EngineTask;

const reason = (...ids: string[]): string =>
  `Failure caused by error in tasks: …\n${ids.map((id) => `\n  task_${id} [task_ex_id=${id}] -> broken\n`).join('')}`;

const ids = (...found: Parameters<typeof failedTasks>): string[] => failedTasks(...found).map(({ id }) => id);

describe('the tasks that an execution failed by', () => {
  it('are those that the engine names; one whose failure was handled is not run again', () => {
    const tasks = [task('handled'), task('a'), task('b'), task('done', { state: 'SUCCESS' })];
    expect(ids(tasks, reason('a', 'b'))).toEqual(['a', 'b']);
  });

  it('are inside of the sub-workflow, not the task that stands for it', () => {
    const tasks = [task('stage', { type: 'WORKFLOW' }), task('inner')];
    expect(ids(tasks, reason('stage', 'inner'))).toEqual(['inner']);
    expect(ids([task('stage', { type: 'WORKFLOW' })], reason('stage'))).toEqual(['stage']);
  });

  it('are all that failed where the engine names none', () => {
    expect(ids([task('a'), task('b', { state: 'SUCCESS' })], 'too long to be told')).toEqual(['a']);
  });

  it('may be one that was asked for, by its id or else the last of its name', () => {
    const tasks = [task('a', { name: 'loop', state: 'SUCCESS' }), task('b', { name: 'loop' })];
    expect(ids(tasks, null, 'loop')).toEqual(['b']);
    expect(ids(tasks, null, 'b')).toEqual(['b']);
    expect(() => failedTasks(tasks, null, 'a')).toThrow(
      'The task loop is SUCCESS; only what has failed is run again: loop.',
    );
    expect(() => failedTasks(tasks, null, 'c')).toThrow('no task c');
  });

  it('are none where the workflow failed by itself: that is said', () => {
    expect(() => failedTasks([task('a', { state: 'SUCCESS' })], 'fail command')).toThrow(
      'No task of the execution has failed',
    );
  });
});
