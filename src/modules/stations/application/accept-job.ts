import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { isJsonObject } from '../../../shared/domain/json.js';
import { newId } from '../../../shared/domain/ids.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { ExecutionContexts } from '../../executions/index.js';
import { Job, newJob } from '../domain/job.js';
import { Jobs } from '../domain/jobs.js';
import { StationRegistry } from '../domain/station-registry.js';
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

/**
 * Takes an order for work on: one insert, no call to anything remote. The same action execution again gets its first
 * job. Throws `not_found` for an unknown station, `invalid` for wrong input, `conflict` where the execution has ended.
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

  async execute(call: StationCall): Promise<Job> {
    const { station, executionId, taskId, actionExecutionId } = call;
    this.stations.get(station);
    const known = await this.known(call);
    if (known) return known;
    const context = await this.contexts.find(executionId);
    if (!context || context.ended) throw ended(executionId);
    const input = this.stations.check(station, withoutNulls(call.input));
    const order = { station, input, executionId, taskId, actionExecutionId, projectId: context.projectId };
    return (await this.add(newJob(newId(), order, this.clock.now()))) ?? this.winner(call);
  }

  private add(job: Job): Promise<Job | undefined> {
    return this.unitOfWork.run(async () => {
      if (!(await this.jobs.add(job))) return undefined;
      this.unitOfWork.afterCommit(() => this.bell.ring());
      return job;
    });
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
