import { Injectable } from '@nestjs/common';
import { Execution } from '../domain/execution.js';
import { ownSource } from '../domain/own-source.js';

type Listener = (execution: Execution) => Promise<void>;
type TokenSource = (pipelineId: string, href: string) => Promise<string | null | undefined>;

/** Asks whoever owns the runs of a pipeline before one of them runs again, in the unit of work of that. */
@Injectable()
export class Reruns {
  private readonly listeners = new Set<Listener>();
  private tokens: TokenSource = async () => undefined;

  /** A listener that throws refuses it. */
  onRerun(listener: Listener): void {
    this.listeners.add(listener);
  }

  /** Who knows the present token of a pipeline's repository; undefined where that is not at this address any more. */
  useTokens(source: TokenSource): void {
    this.tokens = source;
  }

  /** Tokens are changed: what runs again uses the present one, and that of its time where there is none for this repository. */
  async repoTokenOf(execution: Execution): Promise<string | null> {
    const href = ownSource(execution)?.href;
    if (typeof href !== 'string') return execution.repoToken;
    const present = await this.tokens(execution.pipelineId, href);
    return present === undefined ? execution.repoToken : present;
  }

  /** Throws what a listener throws. */
  async announce(execution: Execution): Promise<void> {
    for (const listener of this.listeners) await listener(execution);
  }
}
