import { setTimeout as wait } from 'node:timers/promises';

/** Asks until the answer is neither false nor an error, and gives it; for what another process or thread does. */
export async function until<T>(ask: () => T | Promise<T>, withinMs = 40_000): Promise<Exclude<T, false>> {
  const end = performance.now() + withinMs;
  for (let pause = 5; ; pause = Math.min(pause * 1.5, 100)) {
    try {
      const answer = await ask();
      if (answer !== false) return answer as Exclude<T, false>;
      if (performance.now() > end) throw new Error(`It did not come true within ${withinMs} ms.`);
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await wait(pause);
  }
}
