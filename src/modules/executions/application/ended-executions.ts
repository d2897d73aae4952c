import { Injectable } from '@nestjs/common';

type Listener = (executionId: string, endedAt: Date) => void;

/** Tells this process that an execution has ended, so that its jobs stop at once. */
@Injectable()
export class EndedExecutions {
  private readonly listeners = new Set<Listener>();

  onEnded(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  publish(executionId: string, endedAt: Date): void {
    for (const listener of this.listeners) listener(executionId, endedAt);
  }
}
