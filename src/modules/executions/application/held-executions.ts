import { Injectable } from '@nestjs/common';

/** What others have of a pipeline's executions: `null` says that the pipeline is gone, and its executions with it. */
type Holder = (pipelineId: string) => Promise<readonly string[] | null>;

/** Asks the other modules which executions they refer to: those are kept. */
@Injectable()
export class HeldExecutions {
  private readonly holders: Holder[] = [];

  addHolder(holder: Holder): void {
    this.holders.push(holder);
  }

  /** Null where the pipeline is gone. */
  async of(pipelineId: string): Promise<string[] | null> {
    const held: string[] = [];
    for (const holder of this.holders) {
      const ids = await holder(pipelineId);
      if (ids === null) return null;
      held.push(...ids);
    }
    return held;
  }
}
