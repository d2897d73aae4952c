import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { isJsonObject, type JsonObject } from '../../../shared/domain/json.js';
import { newId } from '../../../shared/domain/ids.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { type ExecutionContext, ExecutionContexts } from '../../executions/index.js';
import { Job, JobOrder, newJob, refusedJob } from '../domain/job.js';
import { Jobs } from '../domain/jobs.js';
import { StationRegistry } from '../domain/station-registry.js';
import { persistently } from './persistently.js';
import { WorkBell } from './work-bell.js';

/** What a workflow's task sends to a station. */
export interface StationCall {
  readonly station: string;
  /** Whose credential came with the call. */
  readonly executionId: string;
  readonly taskId: string;
  readonly actionExecutionId: string;
  readonly input: unknown;
}

const ATTEMPTS = 9;
const LONGEST_STATION = 64;

/**
 * Takes an order for work on: one insert, no call to anything remote. The same action execution again gets its first
 * job. Throws `not_found` for an unknown station, `invalid` for wrong input, `conflict` where the execution has ended.
 *
 * The caller cannot be counted on to hear of a refusal, nor to call again: Mistral 15 drops what comes back for an action of
 * a workbook's own, and leaves the task RUNNING. So a refusal is also handed to the engine as the action's result, and a
 * database that is away for a moment (some 18 s) is waited for.
 */
@Injectable()
export class AcceptJob {
  constructor(
    private readonly contexts: ExecutionContexts,
    private readonly stations: StationRegistry,
    private readonly jobs: Jobs,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly bell: WorkBell,
  ) {}

  execute(call: StationCall): Promise<Job> {
    return persistently(ATTEMPTS, () => this.accept(call));
  }

  private async accept(call: StationCall): Promise<Job> {
    const input = await this.checked(call);
    const known = await this.known(call);
    if (known) return known;
    const context = await this.contexts.find(call.executionId);
    if (!context || context.ended) throw ended(call.executionId);
    const job = newJob(newId(), order(call, context.projectId, input), this.clock.now());
    return (await this.add(job, context)) ?? this.winner(call);
  }

  private async checked(call: StationCall): Promise<JsonObject> {
    try {
      return this.stations.check(call.station, withoutNulls(call.input));
    } catch (error) {
      if (error instanceof DomainError) await this.refuse(call, error.message);
      throw error;
    }
  }

  private async refuse(call: StationCall, reason: string): Promise<void> {
    const context = await this.contexts.find(call.executionId);
    if (!context || context.ended) return;
    const job = refusedJob(newId(), order(call, context.projectId, {}), reason, this.clock.now());
    await this.unitOfWork.run(() => this.insert(job));
  }

  private add(job: Job, context: ExecutionContext): Promise<Job | undefined> {
    const { deploys, open } = this.stations.get(job.station);
    return this.unitOfWork.run(async () => {
      // To deploy and to be superseded exclude each other.
      if (deploys && !(await context.beginDeployment())) throw ended(job.executionId);
      const added = await this.insert(open ? { ...job, state: 'waiting' } : job);
      if (added) await open?.(added.input, added);
      return added;
    });
  }

  private async insert(job: Job): Promise<Job | undefined> {
    if (!(await this.jobs.add(job))) return undefined;
    this.unitOfWork.afterCommit(() => this.bell.ring());
    return job;
  }

  /** The same call came twice at the same time. */
  private async winner(call: StationCall): Promise<Job> {
    const job = await this.known(call);
    if (!job) throw new Error(`The job of action execution ${call.actionExecutionId} is there and is not.`);
    return job;
  }

  private async known({ actionExecutionId, executionId }: StationCall): Promise<Job | undefined> {
    const job = await this.jobs.findByAction(actionExecutionId);
    if (job && job.executionId !== executionId) {
      throw new DomainError(
        'conflict',
        'station.action_taken',
        'This action execution belongs to another execution.',
      );
    }
    return job;
  }
}

function order(call: StationCall, projectId: string, input: JsonObject): JobOrder {
  const { executionId, taskId, actionExecutionId } = call;
  return {
    station: call.station.slice(0, LONGEST_STATION),
    input,
    executionId,
    taskId,
    actionExecutionId,
    projectId,
  };
}

function ended(executionId: string): DomainError {
  return new DomainError(
    'conflict',
    'station.execution_ended',
    `The execution ${executionId} has ended: no new work is taken.`,
  );
}

/** A workflow's null, as of a plan that names no command, counts as absent. */
function withoutNulls(input: unknown): unknown {
  if (!isJsonObject(input)) return input;
  const present = Object.entries(input).filter(([, value]) => value !== null);
  return Object.fromEntries(present.map(([name, value]) => [name, withoutNulls(value)]));
}
