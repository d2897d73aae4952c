import { Injectable } from '@nestjs/common';

/** Tells the workers of this process that there may be something to do; other processes look by themselves now and then. */
@Injectable()
export class WorkBell {
  private readonly listeners = new Set<() => void>();

  ring(): void {
    for (const listener of this.listeners) listener();
  }

  /** Answers how to stop listening. */
  onRing(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
