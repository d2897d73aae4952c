import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { Clock } from '../../../shared/domain/clock.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import type { EngineExecution, EngineTask } from '../../workflow-engine/index.js';
import { ExecutionActions } from '../domain/execution-actions.js';
import { cancelledBy, engineEnd, pausedBy } from '../domain/execution-end.js';
import { Execution, ExecutionEnd, isFinal } from '../domain/execution.js';
import { ExecutionChange, Executions } from '../domain/executions.js';
import { timesIn } from '../domain/run-times.js';
import { EndedExecutions } from './ended-executions.js';
import { ExecutionEvents } from './execution-events.js';
import { ExecutionChanges } from './execution-changes.js';

/** Where what was found out counts only if nothing was written since. */
type AsOf = Partial<Pick<Execution, 'updatedAt'>>;

/**
 * The one place that writes an execution's state. What is written was found out about one attempt and counts for that one
 * only: an answer that comes late does not end an execution that runs again meanwhile.
 */
@Injectable()
export class RecordState {
  constructor(
    private readonly executions: Executions,
    private readonly actions: ExecutionActions,
    private readonly ended: EndedExecutions,
    private readonly events: ExecutionEvents,
    private readonly changes: ExecutionChanges,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** Writes what the engine answered to something that was done to `execution`; false where that changes nothing. */
  accept(execution: Execution, seen: EngineExecution): Promise<boolean> {
    return this.take(execution, seen, undefined, {});
  }

  /**
   * Writes what the engine answered when it was only asked, about `execution` and its `tasks`. What was written between reading
   * `execution` and now may be newer than that answer, and stays; but an end is an end.
   */
  observe(
    execution: Execution,
    seen: EngineExecution,
    tasks: readonly EngineTask[] | undefined,
  ): Promise<boolean> {
    const { updatedAt } = execution;
    return this.take(execution, seen, tasks, isFinal(seen.state) ? {} : { updatedAt });
  }

  private take(
    execution: Execution,
    seen: EngineExecution,
    tasks: readonly EngineTask[] | undefined,
    asOf: AsOf,
  ): Promise<boolean> {
    return this.unitOfWork.run(async () => {
      const end = isFinal(seen.state) ? await this.endOf(execution, seen, tasks) : null;
      const stateInfo = end && end.by !== 'engine' ? end.reason : await this.stateInfoOf(execution, seen);
      const startedAt = execution.startedAt ?? (seen.state === 'IDLE' ? null : seen.createdAt);
      const { state, output: outputs } = seen;
      return this.write(execution, { state, stateInfo, outputs, startedAt, end }, asOf);
    });
  }

  /** Ends it on the service's own authority; false where it has ended, or runs in another attempt by now. */
  async end(execution: Execution, state: 'ERROR' | 'CANCELLED', end: ExecutionEnd): Promise<boolean> {
    const { startedAt } = execution;
    return this.unitOfWork.run(() =>
      this.write(execution, { state, stateInfo: end.reason, outputs: {}, startedAt, end }),
    );
  }

  /** The engine says that something is paused, and not by whom. */
  private async stateInfoOf({ id, attempt }: Execution, seen: EngineExecution): Promise<string | null> {
    if (seen.state !== 'PAUSED' || seen.stateInfo !== null) return seen.stateInfo;
    const pause = await this.actions.newest(id, 'pause', attempt);
    return pause?.outcome === 'pending' ? pausedBy(pause) : null;
  }

  /** The engine says that something was cancelled, and not by whom. */
  private async endOf(
    { id, attempt }: Execution,
    seen: EngineExecution,
    tasks: readonly EngineTask[] | undefined,
  ): Promise<ExecutionEnd> {
    const cancel = seen.state === 'CANCELLED' ? await this.actions.newest(id, 'cancel', attempt) : undefined;
    return cancel ? cancelledBy(cancel) : engineEnd(seen.state, seen.stateInfo, tasks);
  }

  private async write(
    execution: Execution,
    change: Pick<ExecutionChange, 'state' | 'stateInfo' | 'outputs' | 'startedAt' | 'end'>,
    asOf: AsOf = {},
  ): Promise<boolean> {
    const now = this.clock.now();
    const { id, attempt } = execution;
    const changed = await this.executions.change(
      { id, attempt, ...asOf },
      {
        ...change,
        ...timesIn(change.state, execution, now, this.config.deadlines),
        endedAt: change.end ? now : null,
        updatedAt: now,
      },
    );
    if (changed) this.events.changed(execution, change.state, change.stateInfo);
    if (changed) await this.changes.publish({ ...execution, ...change });
    if (changed && change.end) this.unitOfWork.afterCommit(() => this.ended.publish(execution.id, now));
    return changed;
  }
}
