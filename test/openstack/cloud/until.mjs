import { setTimeout as pause } from 'node:timers/promises';

const EVERY_MS = 100;

/**
 * Asks again and again until the answer is truthy, and answers it. A question that throws counts as "not yet"; its last
 * error is told when the time is over.
 *
 * @template T
 * @param {string} what names the condition in the error
 * @param {() => Promise<T> | T} ask may throw {@link GiveUp} where waiting longer is of no use
 * @param {number} [seconds]
 * @returns {Promise<T>}
 */
export async function until(what, ask, seconds = 60) {
  const deadline = Date.now() + seconds * 1000;
  let last = 'the answer was no';
  for (;;) {
    try {
      const answer = await ask();
      if (answer) return answer;
    } catch (error) {
      if (error instanceof GiveUp) throw error;
      last = error.message;
    }
    if (Date.now() >= deadline) throw new Error(`Waited ${seconds} s in vain for ${what}: ${last}`);
    await pause(EVERY_MS);
  }
}

/** Ends the waiting of {@link until}. */
export class GiveUp extends Error {}

/**
 * Like Promise.all, but a failure is told only when the others have ended too: nothing goes on behind the caller's back.
 *
 * @template T
 * @param {Promise<T>[]} tasks
 * @returns {Promise<T[]>}
 */
export async function everyOne(tasks) {
  await Promise.allSettled(tasks);
  return Promise.all(tasks);
}
