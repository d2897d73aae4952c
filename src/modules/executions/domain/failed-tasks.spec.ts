import { describe, expect, it } from '@jest/globals';
import type { EngineTask } from '../../workflow-engine/index.js';
import { failedTasks, failureOf } from './failed-tasks.js';

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

describe('the reason that a user reads', () => {
  const failed = (id: string, summary?: unknown): EngineTask =>
    task(id, { result: (summary === undefined ? null : { passed: false, summary }) as EngineTask['result'] });

  it('names each task that the execution failed by, and says what its station said', () => {
    const tasks = [
      failed('a', 'the unit tests failed with exit code 1'),
      failed('b'),
      failed('handled', 'x'),
    ];
    expect(failureOf(tasks, reason('a', 'b'))).toBe(
      'The task task_a failed: the unit tests failed with exit code 1\nThe task task_b failed.',
    );
  });

  it('takes no summary that is no text, and of very many tasks tells the first', () => {
    expect(failureOf([failed('a', { deep: 1 })], reason('a'))).toBe('The task task_a failed.');
    const many = Array.from({ length: 9 }, (_, at) => failed(`t${at}`, 'no'));
    expect(failureOf(many, reason(...many.map(({ id }) => id)))).toMatch(/^(The .*\n){5}4 more failed\.$/);
  });

  it('is left to the engine where that names no task', () => {
    expect(failureOf([failed('a', 'no')], 'Workflow failed by the command fail')).toBeNull();
  });
});
