import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY_MS = 25;

/** Tries until it does not throw; then answers its value. After `milliseconds` the last error is thrown. */
export async function eventually<T>(attempt: () => T | Promise<T>, milliseconds = 10_000): Promise<T> {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await wait(LOOK_EVERY_MS);
    }
  }
}
