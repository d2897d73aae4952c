import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { TimeIsUp, withinTime } from './time-limit.js';

const LONG = 60_000;

/** Waits for the abort and answers its reason. */
async function abortOf(signal: AbortSignal): Promise<unknown> {
  if (!signal.aborted) await once(signal, 'abort');
  return signal.reason;
}

describe('work within time', () => {
  it('answers what the work answers', async () => {
    await expect(withinTime(LONG, new AbortController().signal, async () => 'done')).resolves.toBe('done');
  });

  it('throws what the work throws', async () => {
    const work = withinTime(LONG, new AbortController().signal, () => Promise.reject(new Error('broken')));
    await expect(work).rejects.toThrow('broken');
  });

  it('is told when the time is up', async () => {
    await expect(withinTime(5, new AbortController().signal, abortOf)).resolves.toBeInstanceOf(TimeIsUp);
  });

  it('is told when it is not wanted any more, with the reason', async () => {
    const outer = new AbortController();
    const told = withinTime(LONG, outer.signal, abortOf);
    outer.abort('stopping');
    await expect(told).resolves.toBe('stopping');
  });

  it('is told at once where it was never wanted', async () => {
    await expect(withinTime(LONG, AbortSignal.abort('stopped'), abortOf)).resolves.toBe('stopped');
  });

  it('keeps its deadline although nobody holds the signal while memory is cleaned up', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const told = withinTime(
      50,
      new AbortController().signal,
      (signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve('told'))),
    );
    collect();
    collect();
    await expect(told).resolves.toBe('told');
  });

  it('leaves nothing at the outer signal', async () => {
    const outer = new AbortController();
    let inner: AbortSignal | undefined;
    await withinTime(LONG, outer.signal, async (signal) => (inner = signal));
    outer.abort();
    expect(inner?.aborted).toBe(false);
  });
});
