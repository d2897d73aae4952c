import { Injectable } from '@nestjs/common';
import type { Execution } from '../domain/execution.js';

type Listener = (execution: Execution) => Promise<void>;

/** Tells other modules that an execution was made or has another state. Listeners join the unit of work that writes it. */
@Injectable()
export class ExecutionChanges {
  private readonly listeners = new Set<Listener>();

  onChange(listener: Listener): void {
    this.listeners.add(listener);
  }

  async publish(execution: Execution): Promise<void> {
    for (const listener of this.listeners) await listener(execution);
  }
}
