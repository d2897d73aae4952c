import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { overAfter, StackDeployment } from './stack-deployments.js';

const NOW = new Date('2026-03-01T12:00:00Z');

function deployment(artifactId: string, wanted: number, taken: number | null, hoursAgo = 1): StackDeployment {
  const wantedAt = new Date(NOW.getTime() - hoursAgo * 3_600_000);
  return { id: `${artifactId}-${wanted}`, stackId: 'stack', artifactId, wanted, taken, wantedAt };
}

const artifacts = (over: readonly StackDeployment[]) => over.map(({ artifactId }) => artifactId);

describe('what runs on a stack', () => {
  const [first, second] = [deployment('a', 1, 2), deployment('b', 3, 4)];

  it('is the newest after an update that is complete', () => {
    expect(overAfter('complete', [first, second], NOW)).toEqual([first]);
  });

  it('is what ran before, after an update that failed and was undone', () => {
    expect(overAfter('restored', [first, second], NOW)).toEqual([second]);
  });

  it('is unknown while two updates were under way at the same time', () => {
    const [one, other] = [deployment('b', 3, 5), deployment('c', 4, 6)];
    expect(artifacts(overAfter('complete', [first, one, other], NOW))).toEqual(['a']);
    expect(overAfter('restored', [first, one, other], NOW)).toEqual([]);
  });

  it('may be what a process that died was about to update it to, for a day', () => {
    const [late, early] = [deployment('b', 3, null, 1), deployment('b', 3, null, 25)];
    const newest = deployment('c', 4, 5);
    expect(artifacts(overAfter('complete', [first, late, newest], NOW))).toEqual(['a']);
    expect(artifacts(overAfter('complete', [first, early, newest], NOW))).toEqual(['a', 'b']);
    expect(overAfter('restored', [first, late, newest], NOW)).toEqual([]);
  });

  it('is never given up for nothing', () => {
    expect(overAfter('complete', [], NOW)).toEqual([]);
    expect(overAfter('complete', [deployment('a', 1, null)], NOW)).toEqual([]);
  });

  /** Against a provider whose updates end well, are undone or are broken off by the next, in any order with the notes. */
  it('is always among what is kept, however updates come in between each other', () => {
    const steps = fc.array(
      fc.tuple(fc.constantFrom('want', 'ask', 'take', 'end', 'undo', 'look'), fc.nat(5)),
      {
        maxLength: 60,
      },
    );
    fc.assert(fc.property(steps, (taken) => expect(strayOf(taken)).toBeUndefined()));
  });
});

interface Update {
  row: StackDeployment;
  isAsked: boolean;
}

/** An artifact that runs, or that the provider is yet to be asked for, and that is not kept any more. */
function strayOf(steps: readonly (readonly [string, number])[]): string | undefined {
  let rows: StackDeployment[] = [];
  const updates: Update[] = [];
  let last = 0;
  let mayRun: string[] = [];
  let current: { artifactId: string; isOver: boolean; outcome: 'complete' | 'restored' } | undefined;
  for (const [step, index] of steps) {
    const update = updates[index % Math.max(updates.length, 1)];
    if (step === 'want') {
      last += 1;
      const row = deployment(`artifact-${last}`, last, null);
      rows.push(row);
      updates.push({ row, isAsked: false });
    } else if (step === 'ask' && update && !update.isAsked) {
      update.isAsked = true;
      // One that is broken off by the next may be what that goes back to.
      if (current && !current.isOver) mayRun.push(current.artifactId);
      current = { artifactId: update.row.artifactId as string, isOver: false, outcome: 'complete' };
    } else if (step === 'take' && update?.isAsked && update.row.taken === null) {
      last += 1;
      const noted = { ...update.row, taken: last };
      rows = rows.map((row) => (row.id === noted.id ? noted : row));
      update.row = noted;
    } else if ((step === 'end' || step === 'undo') && current && !current.isOver) {
      current.isOver = true;
      current.outcome = step === 'end' ? 'complete' : 'restored';
      if (step === 'end') mayRun = [current.artifactId];
    } else if (step === 'look' && current?.isOver) {
      const over = overAfter(current.outcome, rows, NOW);
      rows = rows.filter((row) => !over.includes(row));
    }
    const kept = artifacts(rows);
    const unasked = updates.filter(({ isAsked }) => !isAsked).map(({ row }) => row.artifactId as string);
    const inProgress = current && !current.isOver ? [current.artifactId] : [];
    const stray = [...mayRun, ...unasked, ...inProgress].find((artifact) => !kept.includes(artifact));
    if (stray !== undefined) return stray;
  }
  return undefined;
}
