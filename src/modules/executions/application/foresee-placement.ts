import { Injectable } from '@nestjs/common';
import { endsOlder } from '../domain/concurrency.js';
import { ConcurrencyGroups } from '../domain/concurrency-groups.js';
import type { Execution } from '../domain/execution.js';
import { ConcurrencySlots, type ForeseenWait } from './concurrency-slots.js';

/** Where a run would stand among the others. */
export interface Placement {
  /** Ids of the older runs that it would end. */
  readonly supersedes: readonly string[];
  /** Undefined: it would have its slot at once, or as soon as those that it ends have ended. */
  readonly wait: ForeseenWait | undefined;
}

/** Tells what creating a run would mean for the others of its group, by the rules that creating one goes by. */
@Injectable()
export class ForeseePlacement {
  constructor(
    private readonly groups: ConcurrencyGroups,
    private readonly slots: ConcurrencySlots,
  ) {}

  /** As of now, without a lock: another run may come in between. Nothing is written. */
  async execute(
    run: Pick<Execution, 'projectId' | 'pipelineId' | 'trigger' | 'concurrency'>,
  ): Promise<Placement> {
    const { projectId, concurrency } = run;
    if (!concurrency) return { supersedes: [], wait: undefined };
    const supersedes = endsOlder(concurrency) ? await this.groups.supersedable(run) : [];
    return { supersedes, wait: await this.slots.foresee(projectId, concurrency, new Set(supersedes)) };
  }
}
