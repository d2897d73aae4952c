import { EventEmitter } from 'node:events';

/** What the provider and the supervisor of one process tell each other; a hint only, the database is the truth. */
export class StackEvents {
  private readonly emitter = new EventEmitter().setMaxListeners(0);

  /** Something else is wanted of the stack. */
  desired(stackId: string): void {
    this.emitter.emit('desired', stackId);
  }

  onDesired(listener: (stackId: string) => void): () => void {
    return this.subscribe('desired', listener);
  }

  /** Something came of it. */
  changed(stackId: string): void {
    this.emitter.emit(`changed ${stackId}`);
  }

  onChanged(stackId: string, listener: () => void): () => void {
    return this.subscribe(`changed ${stackId}`, listener);
  }

  private subscribe(event: string, listener: (stackId: string) => void): () => void {
    this.emitter.on(event, listener);
    return () => this.emitter.off(event, listener);
  }
}
