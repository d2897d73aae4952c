import { describe, expect, it } from '@jest/globals';
import { JsonObject } from '../../../../shared/domain/json.js';
import { parseWorkbook } from '../language/index.js';
import { ActionCatalogue, ActionSignature, Definition, Effect, RunState, startRun, step } from './index.js';

const ECHO: ActionSignature = {
  name: 'std.noop',
  className: 'NoOp',
  parameters: [],
  compute: () => ({ state: 'SUCCESS', output: null }),
};
const ASYNC: ActionSignature = { name: 'std.async_noop', className: 'Async', parameters: [] };

class Catalogue extends ActionCatalogue {
  override find(name: string): ActionSignature | undefined {
    return [ECHO, ASYNC].find((action) => action.name === name);
  }
}

/** A run by hand: every event is given, every effect is kept. */
class Run {
  private ids = 0;
  private now = 0;
  state: RunState;
  effects: Effect[];

  constructor(
    tasks: string,
    private readonly params: JsonObject = {},
  ) {
    const workbook = `version: '2.0'\nname: w\nworkflows:\n  main:\n    tasks:\n${tasks}`;
    this.definition = new Definition([parseWorkbook(workbook)]);
    const request = { id: 'root', projectId: 'p', workflowName: 'w.main', input: {}, params: this.params };
    const { state, effects } = startRun(request, this.deps());
    this.state = state;
    this.effects = [...effects];
  }

  private readonly definition: Definition;

  private deps(): Parameters<typeof step>[2] {
    return {
      definition: this.definition,
      actions: new Catalogue(),
      now: () => new Date(this.now),
      newId: () => `id-${(this.ids += 1)}`,
    };
  }

  happen(event: Parameters<typeof step>[1][number]): void {
    const { state, effects } = step(this.state, [event], this.deps());
    this.state = state;
    this.effects.push(...effects);
  }

  pass(seconds: number): void {
    this.now += seconds * 1000;
    this.happen({ kind: 'tick' });
  }

  complete(task: string, state: 'SUCCESS' | 'ERROR' = 'SUCCESS', output: JsonObject = {}): void {
    this.happen({ kind: 'action_result', actionId: this.running(task), state, output });
  }

  running(task: string): string {
    const action = Object.values(this.state.actions).find(
      ({ taskId, state }) => this.state.tasks[taskId]?.name === task && state === 'RUNNING',
    );
    if (!action) throw new Error(`No action of ${task} is running.`);
    return action.id;
  }

  get states(): Record<string, string> {
    return Object.fromEntries(Object.values(this.state.tasks).map(({ name, state }) => [name, state]));
  }

  get execution(): RunState['executions'][string] | undefined {
    return this.state.executions.root;
  }
}

const WAITS = '      t:\n        action: std.async_noop\n';

describe('the interpreter', () => {
  it('leaves the state it was given as it was', () => {
    const run = new Run(WAITS);
    const before = structuredClone(run.state);
    const given = run.state;
    run.complete('t');
    expect(given).toEqual(before);
    expect(run.execution?.state).toBe('SUCCESS');
  });

  it('gives each attempt a deadline of its own', () => {
    const run = new Run(`${WAITS}        timeout: 10\n        retry: {count: 1, delay: 5}\n`);
    run.pass(10);
    expect(run.states).toEqual({ t: 'DELAYED' });
    run.pass(5);
    expect(run.states).toEqual({ t: 'RUNNING' });
    run.pass(10);
    expect(run.states).toEqual({ t: 'ERROR' });
    expect(run.execution?.state).toBe('ERROR');
  });

  it('does not take the late result of an attempt it has given up', () => {
    const run = new Run(`${WAITS}        timeout: 10\n        retry: {count: 1, delay: 5}\n`);
    const late = run.running('t');
    run.pass(10);
    run.pass(5);
    run.happen({ kind: 'action_result', actionId: late, state: 'SUCCESS', output: { late: true } });
    expect(run.states).toEqual({ t: 'RUNNING' });
    run.complete('t');
    expect(run.execution?.state).toBe('SUCCESS');
  });

  it('goes on after a task that ended together with another one, behind which nothing comes', () => {
    const run = new Run(`
      a: {action: std.async_noop, on-success: [b, c]}
      b: {action: std.noop}
      c: {action: std.noop, on-success: [d]}
      d: {action: std.noop}
`);
    run.complete('a');
    expect(run.states).toEqual({ a: 'SUCCESS', b: 'SUCCESS', c: 'SUCCESS', d: 'SUCCESS' });
  });

  it('starts nothing new when a delay ends during a pause', () => {
    const run = new Run('      t:\n        action: std.async_noop\n        wait-before: 10\n');
    run.happen({ kind: 'pause' });
    run.pass(10);
    expect(Object.keys(run.state.actions)).toEqual([]);
    run.happen({ kind: 'resume' });
    expect(run.states).toEqual({ t: 'RUNNING' });
  });

  it('goes on after a pause during which the last task before a join ended', () => {
    const run = new Run(`
      a: {action: std.async_noop, on-success: [j]}
      b: {action: std.async_noop, on-success: [j]}
      j: {join: all, action: std.async_noop}
`);
    run.complete('a');
    run.happen({ kind: 'pause' });
    run.complete('b');
    expect(run.states.j).toBe('WAITING');
    run.happen({ kind: 'resume' });
    expect(run.states.j).toBe('RUNNING');
    run.complete('j');
    expect(run.execution?.state).toBe('SUCCESS');
  });

  it('fails a join that no branch can reach any more, however far away the branch was cut', () => {
    const run = new Run(`
      a: {action: std.async_noop, on-success: [b], on-error: [noop]}
      b: {action: std.async_noop, on-success: [c]}
      c: {action: std.async_noop, on-success: [j]}
      d: {action: std.async_noop, on-success: [j]}
      j: {join: all, action: std.noop}
`);
    run.complete('d');
    run.complete('a', 'ERROR');
    expect(run.states.j).toBe('ERROR');
    expect(run.execution?.state).toBe('ERROR');
  });

  it('gives way to others where a loop never waits', () => {
    const run = new Run(
      '      s: {action: std.noop, on-success: [t]}\n      t: {action: std.noop, on-success: [t]}\n',
    );
    const [first] = run.effects.flatMap((effect) => (effect.kind === 'run_action' ? [effect.actionId] : []));
    run.happen({ kind: 'action_result', actionId: first ?? '', state: 'SUCCESS', output: null });
    expect(run.execution?.state).toBe('RUNNING');
    expect(Object.keys(run.state.tasks).length).toBeLessThan(1000);
  });

  it('lets go of what is running when it is cancelled', () => {
    const run = new Run(WAITS);
    const actionId = run.running('t');
    run.happen({ kind: 'stop', state: 'CANCELLED', stateInfo: 'enough' });
    expect(run.effects).toContainEqual({ kind: 'cancel_action', actionId });
    expect(run.execution).toMatchObject({ state: 'CANCELLED', stateInfo: 'enough' });
  });

  it('never evaluates what the environment holds where it is told so', () => {
    const run = new Run(WAITS, { env: { text: '<% 1 + 1 %>' }, evaluate_env: false });
    expect(run.execution?.params.env).toEqual({ text: '<% 1 + 1 %>' });
  });
});
