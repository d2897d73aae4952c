import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { Clock } from '../../../shared/domain/clock.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import type { EngineScope } from '../../workflow-engine/index.js';
import { ExecutionAction } from '../domain/execution-actions.js';
import { Execution } from '../domain/execution.js';
import { Executions } from '../domain/executions.js';
import { timesFrom } from '../domain/run-times.js';
import { ConcurrencySlots } from './concurrency-slots.js';
import { ExecutionChanges } from './execution-changes.js';
import { ExecutionEvents } from './execution-events.js';
import { FindControllable } from './find-controllable.js';
import { Reruns } from './reruns.js';
import { StartInEngine } from './start-in-engine.js';
import { TrackExecution } from './track-execution.js';

/**
 * The only way back from a final state, and only by an action that is written down. The execution is open before the engine
 * runs anything, so that the stations serve it at once; until the engine has taken it up nobody else may end it.
 */
@Injectable()
export class ReopenExecution {
  constructor(
    private readonly executions: Executions,
    private readonly slots: ConcurrencySlots,
    private readonly reruns: Reruns,
    private readonly startInEngine: StartInEngine,
    private readonly track: TrackExecution,
    private readonly events: ExecutionEvents,
    private readonly changes: ExecutionChanges,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** Joins the caller's unit of work. Throws `conflict` (`execution.busy`) where somebody else does the same, or its group is full. */
  async open(execution: Execution, action: ExecutionAction): Promise<Execution> {
    await this.slots.requireSlot(execution);
    const repoToken = await this.reruns.repoTokenOf(execution);
    if (!(await this.executions.reopen({ ...execution, repoToken }, action.id, this.clock.now())))
      throw FindControllable.busy();
    await this.reruns.announce(execution);
    return {
      ...execution,
      repoToken,
      state: 'RUNNING',
      attempt: execution.attempt + 1,
      reopening: action.id,
    };
  }

  /** What the engine was given for this execution alone may have been taken away after its end. */
  async prepare(execution: Execution, scope: EngineScope): Promise<void> {
    if (execution.pinnedDigest !== null) await this.startInEngine.execute(execution, scope);
  }

  /** The engine runs it. Changes nothing where another process has said so before. */
  async complete(execution: Execution, action: ExecutionAction): Promise<void> {
    const now = this.clock.now();
    const times = timesFrom(now, execution, this.config.deadlines);
    await this.unitOfWork.run(async () => {
      if (!(await this.executions.reopened(execution.id, action.id, times, now))) return;
      this.events.changed({ ...execution, state: 'ERROR' }, 'RUNNING', null);
      await this.changes.publish({ ...execution, stateInfo: null, end: null, endedAt: null });
    });
    this.track.hint(execution.id);
  }

  /** The engine would not: it stays as it ended. */
  async close(execution: Execution, action: ExecutionAction): Promise<void> {
    await this.unitOfWork.run(() => this.executions.closeAgain(execution, action.id, this.clock.now()));
  }
}
