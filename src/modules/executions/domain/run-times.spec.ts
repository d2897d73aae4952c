import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RunTimes, timesFrom, timesIn } from './run-times.js';

const SERVICE = { runSeconds: 100, taskSeconds: 10 };
const OWN = { runTimeout: null, taskTimeout: null };
const START = new Date('2026-03-01T12:00:00.000Z');
const at = (seconds: number): Date => new Date(START.getTime() + seconds * 1000);

describe('the times of a run', () => {
  it('are its pipeline’s own limits, else the service’s', () => {
    expect(timesFrom(START, OWN, SERVICE)).toEqual({
      deadlineAt: at(100),
      tasksDueAt: at(10),
      pausedAt: null,
    });
    expect(timesFrom(START, { runTimeout: 7, taskTimeout: null }, SERVICE)).toMatchObject({
      deadlineAt: at(7),
      tasksDueAt: at(7),
    });
  });

  it('are none before it begins and after it has ended', () => {
    const begun = { ...OWN, ...timesFrom(START, OWN, SERVICE) };
    for (const state of ['IDLE', 'SUCCESS', 'ERROR', 'CANCELLED'] as const)
      expect(timesIn(state, begun, at(1), SERVICE)).toEqual({
        deadlineAt: null,
        tasksDueAt: null,
        pausedAt: null,
      });
  });

  it('are given to one that was paused before anybody saw it run', () => {
    const none = { deadlineAt: null, tasksDueAt: null, pausedAt: null };
    expect(timesIn('PAUSED', { ...OWN, ...none }, START, SERVICE)).toEqual({
      deadlineAt: at(100),
      tasksDueAt: at(10),
      pausedAt: START,
    });
  });

  it('stand still while it is paused, however often', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(1000), fc.nat(1000)), { maxLength: 8 }), (spells) => {
        let now = 0;
        let paused = 0;
        let times: RunTimes = timesFrom(START, OWN, SERVICE);
        for (const [running, pausing] of spells) {
          now += running;
          times = timesIn('PAUSED', { ...OWN, ...times }, at(now), SERVICE);
          now += pausing;
          paused += pausing;
          times = timesIn('RUNNING', { ...OWN, ...times }, at(now), SERVICE);
        }
        expect(times).toEqual({ deadlineAt: at(100 + paused), tasksDueAt: at(10 + paused), pausedAt: null });
      }),
    );
  });
});
