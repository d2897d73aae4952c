import { Run } from './run.js';

const MOST_CHARACTERS = 8_000_000;

/**
 * The runs that this process has stepped last, so that it need not read and parse them before the next step. Whether
 * they are still what the database has, the step's version tells.
 */
export class KeptRuns {
  private readonly runs = new Map<string, Run>();
  private characters = 0;

  /** Hands the run over: the next step changes its state in place. */
  take(id: string): Run | undefined {
    const run = this.runs.get(id);
    if (run) this.drop(run);
    return run;
  }

  put(run: Run): void {
    this.take(run.id);
    this.runs.set(run.id, run);
    this.characters += run.size;
    for (const oldest of this.runs.values()) {
      if (this.characters <= MOST_CHARACTERS) return;
      this.drop(oldest);
    }
  }

  private drop({ id, size }: Run): void {
    this.runs.delete(id);
    this.characters -= size;
  }
}
