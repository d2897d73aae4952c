import { setTimeout as wait } from 'node:timers/promises';
import { DomainError } from '../../../shared/domain/domain-error.js';

const PAUSE_MS = 500;

/** Tries again, with growing pauses, what a database that is away for a moment makes fail. An answer is not a failure. */
export async function persistently<T>(attempts: number, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof DomainError || attempt === attempts) throw error;
      await wait(PAUSE_MS * attempt);
    }
  }
}
