import { beforeEach, describe, expect, it } from '@jest/globals';
import { FakeStackProvider } from '../../../../../test/support/fake-stack-provider.js';
import { Attempt } from '../../domain/station.js';
import { Stop } from '../../domain/stop.js';
import { watchStack } from './watch-stack.js';

describe('watching a stack', () => {
  const scope = { projectId: 'p', token: async () => 't' };
  const at = new Date('2026-01-01T00:00:00.000Z');
  let stacks: FakeStackProvider;
  let stop: AbortController;
  let lines: string[];
  let attempt: Attempt;

  beforeEach(() => {
    stacks = new FakeStackProvider();
    stacks.add('s');
    stop = new AbortController();
    lines = [];
    attempt = {
      signal: stop.signal,
      log: { note: (line: string) => void lines.push(line) },
    } as unknown as Attempt;
  });

  it('notes each step, with its reason where it has one, and answers how it ended', async () => {
    stacks.events = [
      { at, resource: 'server', status: 'CREATE_IN_PROGRESS', reason: null },
      { at, resource: 's', status: 'UPDATE_FAILED', reason: 'no such image' },
    ];
    stacks.outcome = { status: 'UPDATE_FAILED' };
    expect(await watchStack(stacks, scope, 's', attempt)).toMatchObject({ status: 'UPDATE_FAILED' });
    expect(lines).toEqual([
      '2026-01-01T00:00:00.000Z server CREATE_IN_PROGRESS',
      '2026-01-01T00:00:00.000Z s UPDATE_FAILED: no such image',
    ]);
  });

  it('throws why the attempt was stopped', async () => {
    stop.abort(new Stop('cancelled', 'the execution has ended'));
    await expect(watchStack(stacks, scope, 's', attempt)).rejects.toMatchObject({ reason: 'cancelled' });
  });
});
