import { Injectable, Logger } from '@nestjs/common';
import { BoundedMap } from '../../../shared/domain/bounded-map.js';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import type { JsonValue } from '../../../shared/domain/json.js';
import { WakeLoop } from '../../../shared/domain/wake-loop.js';
import { ExecutionContexts, StationCredentials } from '../../executions/index.js';
import { type AwaitedCall, type EngineScope, WorkflowEngine } from '../../workflow-engine/index.js';
import { Jobs } from '../domain/jobs.js';
import { stationAt } from '../domain/station-address.js';
import { AcceptJob, StationCall } from './accept-job.js';

const SWEEP_MS = 5_000;
/** So long a call may be on its way, and an execution be between two of them. */
const GRACE_MS = 15_000;
/** An execution that waits for something else is asked about no sooner than this. */
const ASK_EVERY_MS = 30_000;
const BATCH = 200;
const MOST_REMEMBERED = 10_000;

/**
 * Finds the calls that a workflow waits for and no station has got: they came while this service or its database was away,
 * or were lost with the engine's executor. Mistral calls once, hears no refusal and waits for ever. So an execution that
 * runs, and for which no station has worked for a while, is asked about; a job is made of each call that has none.
 * A call that comes late all the same gets this job, as does another process that does the same.
 */
@Injectable()
export class TakeMissedCalls {
  private readonly logger = new Logger('Stations');
  private readonly loop: WakeLoop;
  private readonly asked = new BoundedMap<string, Date>(MOST_REMEMBERED);
  /** Up to which id the executions have been looked through. */
  private lookedThrough = '';

  constructor(
    private readonly contexts: ExecutionContexts,
    private readonly credentials: StationCredentials,
    private readonly jobs: Jobs,
    private readonly engine: WorkflowEngine,
    private readonly acceptJob: AcceptJob,
    private readonly clock: Clock,
  ) {
    this.loop = new WakeLoop(
      clock,
      SWEEP_MS,
      () => this.execute(),
      (error) => this.logger.warn(`Missed calls cannot be looked for: ${String(error)}`),
    );
  }

  start(): void {
    this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  async execute(): Promise<void> {
    const before = this.clock.after(-GRACE_MS);
    const running = await this.contexts.running(before, this.lookedThrough, BATCH);
    this.lookedThrough = running.length < BATCH ? '' : (running.at(-1) ?? '');
    if (running.length === 0) return;
    const busy = await this.jobs.busyExecutions(running, before);
    for (const id of running) {
      if (!busy.has(id) && this.isDue(id)) await this.lookAt(id);
    }
  }

  private isDue(executionId: string): boolean {
    const last = this.asked.get(executionId);
    return !last || last <= this.clock.after(-ASK_EVERY_MS);
  }

  private async lookAt(executionId: string): Promise<void> {
    try {
      const context = await this.contexts.find(executionId);
      if (!context || context.ended) return;
      const scope: EngineScope = {
        projectId: context.projectId,
        token: (refused?: string) => context.token(refused),
      };
      const calls = await this.engine.awaitedCalls(scope, executionId);
      this.asked.set(executionId, this.clock.now());
      for (const call of calls) await this.take(executionId, call);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.logger.warn(`What execution ${executionId} waits for cannot be told: ${error.message}`);
    }
  }

  /** A young call is looked at again the next time. */
  private async take(executionId: string, call: AwaitedCall): Promise<void> {
    const order = this.orderOf(executionId, call);
    if (!order || (await this.jobs.findByAction(call.actionExecutionId))) return;
    if (call.since > this.clock.after(-GRACE_MS)) return this.asked.delete(executionId);
    this.logger.warn(
      `Execution ${executionId} waits for a call of ${order.station} that was missed: taken up.`,
    );
    await this.acceptJob.execute(order);
  }

  /** Undefined for a call that is not for this service's stations: somebody else will answer it. */
  private orderOf(executionId: string, call: AwaitedCall): StationCall | undefined {
    const { taskId, actionExecutionId, url, headers, body } = call;
    const station = stationAt(url);
    const [, credential] =
      Object.entries(headers).find(([name]) => name.toLowerCase() === 'x-station-credential') ?? [];
    if (station === undefined || credential === undefined) return undefined;
    if (this.credentials.verify(credential) !== executionId) return undefined;
    return { station, executionId, taskId, actionExecutionId, input: parsed(body) };
  }
}

/** A body may have been given as the text that is sent. */
function parsed(body: JsonValue): JsonValue {
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body) as JsonValue;
  } catch {
    return body;
  }
}
