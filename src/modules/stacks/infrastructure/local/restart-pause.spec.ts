import { beforeEach, describe, expect, it } from '@jest/globals';
import { RestartPause } from './restart-pause.js';

const at = (milliseconds: number): Date => new Date(milliseconds);

describe('the pause before an application is started again', () => {
  let pause: RestartPause;

  beforeEach(() => {
    pause = new RestartPause({ firstPauseMs: 1_000, longestPauseMs: 5_000, stableMs: 60_000 });
  });

  it('is none before anything failed', () => {
    expect(pause.isOver(at(0))).toBe(true);
  });

  it('doubles with each failure, up to the longest', () => {
    const ends = [1, 2, 3, 4, 5].map(() => {
      pause.begin(at(0));
      return pause.end?.getTime();
    });
    expect(ends).toEqual([1_000, 2_000, 4_000, 5_000, 5_000]);
  });

  it('is over when its time has come', () => {
    pause.begin(at(0));
    expect([pause.isOver(at(999)), pause.isOver(at(1_000))]).toEqual([false, true]);
  });

  it('is the first one again after an application that ran for long', () => {
    pause.begin(at(0));
    pause.begin(at(100_000), at(40_000));
    expect(pause.end).toEqual(at(101_000));
  });

  it('is the first one again for another application', () => {
    pause.begin(at(0));
    pause.reset();
    expect(pause.isOver(at(0))).toBe(true);
    pause.begin(at(0));
    expect(pause.end).toEqual(at(1_000));
  });
});
