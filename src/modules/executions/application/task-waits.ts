import { Injectable } from '@nestjs/common';

/** Of an execution: task ids, each with what its work waits for, in words; nothing of those whose work is under way. */
export type AskForWaits = (executionId: string) => Promise<ReadonlyMap<string, string>>;

/**
 * What tasks wait for that the engine calls RUNNING: it has handed their work over, and does not see whether somebody does it.
 * Whoever does work registers here.
 */
@Injectable()
export class TaskWaits {
  private readonly sources = new Set<AskForWaits>();

  register(source: AskForWaits): () => void {
    this.sources.add(source);
    return () => this.sources.delete(source);
  }

  async of(executionId: string): Promise<ReadonlyMap<string, string>> {
    const found = await Promise.all([...this.sources].map((ask) => ask(executionId)));
    return new Map(found.flatMap((waits) => [...waits]));
  }
}
