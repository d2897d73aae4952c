import { Inject, Injectable, Logger } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { WakeLoop } from '../../../shared/domain/wake-loop.js';
import { Actors, DelegationChanges } from '../../keystone-auth/index.js';
import { type EngineExecution, WorkflowEngine } from '../../workflow-engine/index.js';
import { Execution, ExecutionState, isFinal } from '../domain/execution.js';
import { ExecutionChange, Executions } from '../domain/executions.js';
import { EndedExecutions } from './ended-executions.js';

const SWEEP_MS = 5_000;
/** An execution of which no event came for this long is asked about. */
const SILENCE_MS = 10_000;
const BATCH = 50;
const AT_ONCE = 8;
const HOUR_MS = 3_600_000;

/**
 * Keeps our executions in step with the engine. Events only say where to look; what the engine answers when asked is
 * what is written, so a lost event costs seconds and a doubled one nothing.
 */
@Injectable()
export class TrackExecution {
  private readonly logger = new Logger(TrackExecution.name);
  private readonly hinted = new Set<string>();
  /** Executions that are being handed over, and whether something was heard of them meanwhile. */
  private readonly handedOver = new Map<string, { heard: boolean }>();
  private readonly loop: WakeLoop;
  private unsubscribe: () => void = () => {};

  constructor(
    private readonly executions: Executions,
    private readonly engine: WorkflowEngine,
    private readonly actors: Actors,
    private readonly ended: EndedExecutions,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    changes: DelegationChanges,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    changes.onChange(async ({ id, status }) => {
      if (status === 'ok') await this.resume(id);
    });
    this.loop = new WakeLoop(
      clock,
      SWEEP_MS,
      () => this.look(),
      (error) => this.logger.error(error),
    );
  }

  start(): void {
    this.unsubscribe = this.engine.onEvent((event) => {
      if (event.kind === 'execution') this.hint(event.executionId);
    });
    this.loop.start();
  }

  async stop(): Promise<void> {
    this.unsubscribe();
    await this.loop.stop();
  }

  /** Something about this execution may have changed. */
  hint(executionId: string): void {
    const handOver = this.handedOver.get(executionId);
    if (handOver) {
      handOver.heard = true;
      return;
    }
    this.hinted.add(executionId);
    this.loop.wake();
  }

  /** Events of the execution that come while it is handed over are looked into afterwards: only then is it ours to follow. */
  async afterHandOver(executionId: string, handOver: () => Promise<void>): Promise<void> {
    const state = { heard: false };
    this.handedOver.set(executionId, state);
    try {
      await handOver();
    } finally {
      this.handedOver.delete(executionId);
      if (state.heard) this.hint(executionId);
    }
  }

  /** Ends an execution on our own authority; false where it had ended. */
  async end(executionId: string, state: 'ERROR' | 'CANCELLED', reason: string): Promise<boolean> {
    const now = this.clock.now();
    return this.apply(executionId, {
      state,
      stateInfo: reason,
      outputs: {},
      startedAt: null,
      endedAt: now,
      updatedAt: now,
    });
  }

  /** Asks the engine about one execution and writes what it says. */
  async refresh(execution: Execution): Promise<void> {
    if (isFinal(execution.state) || execution.workflowName === null) return;
    try {
      const seen = await this.engine.getExecution(this.actors.of(execution), execution.id);
      if (execution.waitingFor !== null) await this.unitOfWork.run(() => this.executions.clear(execution.id));
      await this.apply(execution.id, this.changeFrom(execution, seen));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.kind === 'unavailable') return;
      if (error.kind !== 'not_found') return this.hinder(execution, error);
      await this.end(execution.id, 'ERROR', 'The workflow engine does not know this execution any more.');
    }
  }

  /** Time alone does not mend this: it is shown, and waited for so long as somebody may still see to it. */
  private async hinder({ id, waitingSince }: Execution, { message }: DomainError): Promise<void> {
    const now = this.clock.now();
    const hours = this.config.stalledHours;
    if (waitingSince && now.getTime() - waitingSince.getTime() >= hours * HOUR_MS) {
      await this.end(id, 'ERROR', `It waited ${hours} hours for somebody to mend this: ${message}`);
      return;
    }
    if (await this.unitOfWork.run(() => this.executions.hinder(id, message, now)))
      this.logger.warn(`Execution ${id} does not move on: ${message}`);
  }

  /** The delegation works again. */
  private async resume(delegationId: string): Promise<void> {
    const ids = await this.executions.hindered(delegationId);
    this.unitOfWork.afterCommit(() => ids.forEach((id) => this.hint(id)));
  }

  private async look(): Promise<void> {
    const silent = await this.executions.unwatched(new Date(this.clock.now().getTime() - SILENCE_MS), BATCH);
    const ids = [...new Set([...this.hinted, ...silent])];
    this.hinted.clear();
    if (silent.length > 0) await this.unitOfWork.run(() => this.executions.watched(silent, this.clock.now()));
    const asking = Array.from({ length: AT_ONCE }, async () => {
      for (let id = ids.pop(); id !== undefined; id = ids.pop()) await this.lookAt(id);
    });
    await Promise.all(asking);
  }

  /** What goes wrong with one is not to keep the others waiting: it is asked about again after the next silence. */
  private async lookAt(id: string): Promise<void> {
    try {
      const execution = await this.executions.get(id);
      if (execution) await this.refresh(execution);
    } catch (error) {
      this.logger.error(error);
    }
  }

  private changeFrom(execution: Execution, seen: EngineExecution): ExecutionChange {
    const now = this.clock.now();
    const state: ExecutionState = seen.state;
    return {
      state,
      stateInfo: seen.stateInfo,
      outputs: seen.output,
      startedAt: execution.startedAt ?? (state === 'IDLE' ? null : seen.createdAt),
      endedAt: isFinal(state) ? now : null,
      updatedAt: now,
    };
  }

  private async apply(executionId: string, change: ExecutionChange): Promise<boolean> {
    return this.unitOfWork.run(async () => {
      const changed = await this.executions.change(executionId, change);
      if (changed && isFinal(change.state)) {
        this.unitOfWork.afterCommit(() => this.ended.publish(executionId));
      }
      return changed;
    });
  }
}
