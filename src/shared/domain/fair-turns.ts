import { Mutex, MutexInterface, Semaphore } from 'async-mutex';

/**
 * Gives work its turn: some at the same time, of each party one at most. However much one party has to do, another's
 * comes soon.
 */
export class FairTurns {
  private readonly places: Semaphore;
  private readonly queues = new Map<string, MutexInterface>();

  constructor(atOnce: number) {
    this.places = new Semaphore(atOnce);
  }

  async run<T>(party: string, work: () => Promise<T>): Promise<T> {
    const queue = this.queues.get(party) ?? new Mutex();
    this.queues.set(party, queue);
    try {
      return await queue.runExclusive(() => this.places.runExclusive(work));
    } finally {
      if (!queue.isLocked()) this.queues.delete(party);
    }
  }
}
