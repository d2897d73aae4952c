import { describe, expect, it } from '@jest/globals';
import { TestClock } from '../../../test/support/test-clock.js';
import { WakeLoop } from './wake-loop.js';

describe('a wake loop', () => {
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

  function rig(work: () => Promise<void>) {
    const clock = new TestClock();
    const errors: unknown[] = [];
    return { clock, errors, loop: new WakeLoop(clock, 1000, work, (error) => errors.push(error)) };
  }

  it('works when it is started, when it is woken, and after each silence', async () => {
    let rounds = 0;
    const { clock, loop } = rig(async () => void (rounds += 1));
    loop.start();
    await settle();
    loop.wake();
    await settle();
    expect(rounds).toBe(2);
    clock.advance(1000);
    await settle();
    expect(rounds).toBe(3);
    await loop.stop();
  });

  it('works once more, and only once, however often it is woken while it works', async () => {
    let rounds = 0;
    let finish: () => void = () => {};
    const { loop } = rig(() => {
      rounds += 1;
      return new Promise((resolve) => (finish = resolve));
    });
    loop.start();
    for (let i = 0; i < 5; i += 1) loop.wake();
    expect(rounds).toBe(1);
    finish();
    await settle();
    expect(rounds).toBe(2);
    finish();
    await loop.stop();
    expect(rounds).toBe(2);
  });

  it('reports an error and goes on', async () => {
    let rounds = 0;
    const { clock, loop, errors } = rig(async () => {
      rounds += 1;
      throw new Error('away');
    });
    loop.start();
    await settle();
    clock.advance(1000);
    await settle();
    expect([rounds, errors.length]).toEqual([2, 2]);
    await loop.stop();
  });

  it('is woken by its alarm, of which it has one', async () => {
    let rounds = 0;
    const { clock, loop } = rig(async () => void (rounds += 1));
    loop.start();
    await settle();
    loop.setAlarm(clock.after(300));
    loop.setAlarm(clock.after(500));
    clock.advance(400);
    await settle();
    expect(rounds).toBe(1);
    clock.advance(100);
    await settle();
    expect(rounds).toBe(2);
    loop.setAlarm(clock.after(60_000));
    await loop.stop();
    expect(clock.pending).toBe(0);
  });

  it('does nothing before it is started and after it is stopped', async () => {
    let rounds = 0;
    const { clock, loop } = rig(async () => void (rounds += 1));
    loop.wake();
    loop.start();
    await loop.stop();
    loop.wake();
    clock.advance(10_000);
    await settle();
    expect(rounds).toBe(1);
  });
});
