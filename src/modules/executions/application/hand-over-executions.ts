import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { WakeLoop } from '../../../shared/domain/wake-loop.js';
import { Actors, Delegations } from '../../keystone-auth/index.js';
import { WorkflowEngine } from '../../workflow-engine/index.js';
import { Execution, isFinal } from '../domain/execution.js';
import { Executions, HandOver } from '../domain/executions.js';
import { ExecutionEvents } from './execution-events.js';
import { RecordState } from './record-state.js';
import { StartInEngine } from './start-in-engine.js';
import { TrackExecution } from './track-execution.js';

const BATCH = 5;
const MOST_AT_ONCE = 40;
/** About: a batch more may be claimed at once. */
const MOST_OF_A_PROJECT = 5;
const CLAIM_MS = 15_000;
const SWEEP_MS = 5_000;
const RETRY_MS = 2_000;

/**
 * The relay between our executions and the engine. Starting is idempotent by our id, so an execution that was handed
 * over twice (a crash after the call) still runs once. None waits for another's call, and a project whose calls hang leaves
 * room for the others. A claim is renewed as long as its call goes on, so that only a crash lets it run out.
 */
@Injectable()
export class HandOverExecutions {
  private readonly logger = new Logger(HandOverExecutions.name);
  private readonly loop: WakeLoop;
  private readonly underWay = new Map<string, { readonly projectId: string; readonly done: Promise<void> }>();
  private isFull = false;

  constructor(
    private readonly executions: Executions,
    private readonly startInEngine: StartInEngine,
    private readonly engine: WorkflowEngine,
    private readonly actors: Actors,
    private readonly delegations: Delegations,
    private readonly track: TrackExecution,
    private readonly record: RecordState,
    private readonly events: ExecutionEvents,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {
    this.loop = new WakeLoop(
      clock,
      SWEEP_MS,
      () => this.handOverDue(),
      (error) => this.logger.error(error),
    );
  }

  start(): void {
    this.loop.start();
  }

  /** Resolves when the calls under way have ended. */
  async stop(): Promise<void> {
    await this.loop.stop();
    await Promise.all([...this.underWay.values()].map(({ done }) => done));
  }

  wake(): void {
    this.loop.wake();
  }

  private async handOverDue(): Promise<void> {
    await this.keepClaims();
    for (;;) {
      const free = Math.min(BATCH, MOST_AT_ONCE - this.underWay.size);
      const busy = this.busyProjects();
      this.isFull = free === 0 || busy.length > 0;
      if (free === 0) return;
      const due = await this.unitOfWork.run(() =>
        this.executions.claimDue(this.clock.now(), this.clock.after(CLAIM_MS), busy, free),
      );
      for (const execution of due) this.begin(execution);
      if (due.length < free) return;
    }
  }

  private async keepClaims(): Promise<void> {
    const ids = [...this.underWay.keys()];
    if (ids.length === 0) return;
    await this.unitOfWork.run(() => this.executions.keepClaimed(ids, this.clock.after(CLAIM_MS)));
  }

  private busyProjects(): string[] {
    const counts = new Map<string, number>();
    for (const { projectId } of this.underWay.values())
      counts.set(projectId, (counts.get(projectId) ?? 0) + 1);
    return [...counts].filter(([, count]) => count >= MOST_OF_A_PROJECT).map(([projectId]) => projectId);
  }

  private begin(execution: Execution): void {
    const { id, projectId } = execution;
    if (this.underWay.has(id)) return;
    const done = this.track
      .afterHandOver(id, () => this.handOver(execution))
      .catch((error: unknown) => this.logger.error(error))
      .finally(() => {
        this.underWay.delete(id);
        if (this.isFull) this.loop.wake();
      });
    this.underWay.set(id, { projectId, done });
  }

  private async handOver(execution: Execution): Promise<void> {
    try {
      if (isFinal(execution.state)) return await this.takeBack(execution);
      const handOver = await this.startInEngine.execute(execution, this.actors.of(execution));
      const kept = await this.unitOfWork.run(() => this.keep(execution, handOver));
      if (!kept) return await this.takeBack(execution);
      if (handOver.state === 'IDLE') this.track.hint(execution.id);
    } catch (error) {
      return this.failed(execution, error);
    }
    await this.verify(execution);
  }

  /** It has ended here before it was known to be in the engine, which may have it all the same: nobody else would end it there. */
  private async takeBack(execution: Execution): Promise<void> {
    try {
      const actor = this.actors.of(execution);
      await this.engine.cancelExecution(actor, execution.id, 'cancelled before it started');
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
    await this.unitOfWork.run(() => this.executions.takenBack(execution.id));
  }

  private async keep(execution: Execution, handOver: HandOver): Promise<boolean> {
    const kept = await this.executions.handedOver(execution.id, handOver, this.clock.now());
    if (kept && handOver.state !== execution.state) this.events.changed(execution, handOver.state, null);
    return kept;
  }

  /**
   * The engine may have started it on a token that it had seen before, though the delegation has been revoked since. Asked
   * when it has started, not before: no run waits for the answer.
   */
  private async verify(execution: Execution): Promise<void> {
    try {
      await this.delegations.verify(execution.delegationId);
    } catch (error) {
      if (isRefusal(error)) await this.end(execution, error);
      else
        this.logger.warn(
          `The delegation of execution ${execution.id} could not be verified: ${messageOf(error)}`,
        );
    }
  }

  private async end(execution: Execution, { message: reason }: DomainError): Promise<void> {
    await this.record.end(execution, 'ERROR', { by: 'system', user: null, reason });
  }

  /** What the engine refuses ends the execution with its reason; anything else is tried again. */
  private async failed(execution: Execution, error: unknown): Promise<void> {
    if (isRefusal(error)) {
      await this.end(execution, error);
      return;
    }
    this.logger.warn(`Execution ${execution.id} waits for the engine: ${messageOf(error)}`);
    const at = this.clock.after(RETRY_MS);
    await this.unitOfWork.run(() => this.executions.postpone(execution.id, at));
    this.loop.wakeAt(at);
  }
}

function isRefusal(error: unknown): error is DomainError {
  return error instanceof DomainError && error.kind !== 'unavailable';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown';
}
