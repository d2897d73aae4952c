import { beforeEach, describe, expect, it } from '@jest/globals';
import { FakeStackProvider } from '../../../../../test/support/fake-stack-provider.js';
import { TestClock } from '../../../../../test/support/test-clock.js';
import { until } from '../../../../../test/support/until.js';
import type { Stack } from '../../../stacks/index.js';
import { Attempt } from '../../domain/station.js';
import { Stop } from '../../domain/stop.js';
import { watchStack } from './watch-stack.js';

describe('watching a stack', () => {
  const scope = { projectId: 'p', token: async () => 't' };
  let clock: TestClock;
  let stacks: FakeStackProvider;
  let settle: (stack: Partial<Stack>) => void;
  let stop: AbortController;
  let lines: string[];

  beforeEach(() => {
    clock = new TestClock();
    stacks = new FakeStackProvider();
    stacks.add('s');
    stop = new AbortController();
    lines = [];
    stacks.settled = (_scope, id, signal) =>
      new Promise((resolve) => {
        settle = (change) => resolve(set(change, id));
        signal.addEventListener('abort', () => resolve(stacks.stacks.get(id)!));
      });
  });

  function set(change: Partial<Stack>, id = 's'): Stack {
    const stack = { ...stacks.stacks.get(id)!, ...change };
    stacks.stacks.set(id, stack);
    return stack;
  }

  function watch(): Promise<Stack> {
    const attempt = { signal: stop.signal, log: { note: (line: string) => void lines.push(line) } };
    const started = set({ status: 'UPDATE_IN_PROGRESS', statusReason: 'taken on' });
    return watchStack(stacks, clock, scope, started, attempt as unknown as Attempt);
  }

  it('notes each change once while it goes on, and how it ended', async () => {
    const watched = watch();
    clock.advance(5000);
    set({ statusReason: 'starting' });
    clock.advance(5000);
    await until(() => lines.length === 2);
    clock.advance(20_000);
    settle({ status: 'UPDATE_FAILED', statusReason: 'exit code 1' });
    expect(await watched).toMatchObject({ status: 'UPDATE_FAILED' });
    expect(lines).toEqual([
      'stack s is UPDATE_IN_PROGRESS: taken on',
      'stack s is UPDATE_IN_PROGRESS: starting',
      'stack s is UPDATE_FAILED: exit code 1',
    ]);
    expect(clock.nextTimer()).toBeUndefined();
  });

  it('goes on waiting when a look fails', async () => {
    const watched = watch();
    stacks.get = async () => Promise.reject(new Error('away'));
    clock.advance(10_000);
    settle({ status: 'UPDATE_COMPLETE', statusReason: null });
    await expect(watched).resolves.toMatchObject({ status: 'UPDATE_COMPLETE' });
  });

  it('throws why the attempt was stopped', async () => {
    const watched = watch();
    stop.abort(new Stop('cancelled', 'the execution has ended'));
    await expect(watched).rejects.toMatchObject({ reason: 'cancelled' });
    expect(clock.nextTimer()).toBeUndefined();
  });
});
