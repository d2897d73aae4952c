import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { startable } from './concurrency.js';

const limit = fc.option(fc.integer({ min: 1, max: 4 }));
const limits = fc.array(limit, { maxLength: 8 });

describe('the slots of a concurrency group', () => {
  it.each<[string, (number | null)[], (number | null)[], number]>([
    ['are free while nobody runs', [], [1, 1], 1],
    ['are as many as the limit', [2], [2, 2], 1],
    ['are full at the limit', [1], [1], 0],
    ['are without end where nobody sets a limit', [null, null], [null, null, null], 3],
    ['keep to the smallest limit of those that run', [1], [5, null], 0],
    ['are given in order: nobody overtakes one with a small limit', [3], [1, 3], 0],
  ])('%s', (_claim, running, waiting, expected) => {
    expect(startable(running, waiting)).toBe(expected);
  });

  it('never exceed the limit of anybody who runs, and leave nobody waiting who could start', () => {
    fc.assert(
      fc.property(limits, (waiting) => {
        const count = startable([], waiting);
        const started = waiting.slice(0, count);
        expect(started.every((each) => each === null || each >= count)).toBe(true);
        const [next] = waiting.slice(count);
        if (next === undefined) return;
        expect([...started, next].some((each) => each !== null && each < count + 1)).toBe(true);
      }),
    );
  });
});
