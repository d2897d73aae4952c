import { Injectable } from '@nestjs/common';
import { Execution } from '../domain/execution.js';

type Listener = (execution: Execution) => Promise<void>;

/** Asks whoever owns the runs of a pipeline before one of them runs again, in the unit of work of that. */
@Injectable()
export class Reruns {
  private readonly listeners = new Set<Listener>();

  /** A listener that throws refuses it. */
  onRerun(listener: Listener): void {
    this.listeners.add(listener);
  }

  /** Throws what a listener throws. */
  async announce(execution: Execution): Promise<void> {
    for (const listener of this.listeners) await listener(execution);
  }
}
