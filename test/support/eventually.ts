import { setTimeout as wait } from 'node:timers/promises';

/** Asks until the answer does not throw and is not false, and gives it; for what another process or thread does. */
export async function eventually<T>(ask: () => T | Promise<T>, withinMs = 15_000): Promise<T> {
  const end = performance.now() + withinMs;
  for (let pause = 5; ; pause = Math.min(pause * 1.5, 100)) {
    try {
      const answer = await ask();
      if (answer !== false) return answer;
      if (performance.now() > end) throw new Error(`It did not come true within ${withinMs} ms.`);
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await wait(pause);
  }
}
