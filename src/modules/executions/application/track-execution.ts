import { Inject, Injectable, Logger } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { WakeLoop } from '../../../shared/domain/wake-loop.js';
import { Actors, DelegationChanges } from '../../keystone-auth/index.js';
import { WorkflowEngine } from '../../workflow-engine/index.js';
import { Execution, isFinal } from '../domain/execution.js';
import { Executions } from '../domain/executions.js';
import { NoteTasks } from './note-tasks.js';
import { RecordState } from './record-state.js';

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
    private readonly record: RecordState,
    private readonly noteTasks: NoteTasks,
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

  /** Asks the engine about one execution and writes what it says. */
  async refresh(execution: Execution): Promise<void> {
    if (isFinal(execution.state) || execution.workflowName === null || execution.reopening !== null) return;
    try {
      const seen = await this.engine.getExecution(this.actors.of(execution), execution.id);
      if (execution.waitingFor !== null) await this.unitOfWork.run(() => this.executions.clear(execution.id));
      // First what its tasks did, then what became of it.
      const tasks = await this.noteTasks.execute(execution);
      await this.record.observe(execution, seen, tasks);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.kind === 'unavailable') return;
      if (error.kind !== 'not_found') return this.hinder(execution, error);
      const reason = 'The workflow engine does not know this execution any more.';
      await this.record.end(execution, 'ERROR', { by: 'system', user: null, reason });
    }
  }

  /** Time alone does not mend this: it is shown, and waited for so long as somebody may still see to it. */
  private async hinder(execution: Execution, { message }: DomainError): Promise<void> {
    const { id, waitingSince } = execution;
    const now = this.clock.now();
    const hours = this.config.stalledHours;
    if (waitingSince && now.getTime() - waitingSince.getTime() >= hours * HOUR_MS) {
      const reason = `It waited ${hours} hours for somebody to mend this: ${message}`;
      await this.record.end(execution, 'ERROR', { by: 'system', user: null, reason });
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
}
