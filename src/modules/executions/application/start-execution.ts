import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { refuseOtherRequest, RequestIdentity } from '../../../shared/domain/idempotency.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { Execution } from '../domain/execution.js';
import { ConcurrencyGroups } from '../domain/concurrency-groups.js';
import { Executions } from '../domain/executions.js';
import { AdmitQueued } from './admit-queued.js';
import { ExecutionEvents } from './execution-events.js';
import { ExecutionChanges } from './execution-changes.js';
import { HandOverExecutions } from './hand-over-executions.js';
import { SupersedeExecutions } from './supersede-executions.js';

export type StartRequest = Pick<
  Execution,
  | 'projectId'
  | 'pipelineId'
  | 'delegationId'
  | 'workbookName'
  | 'trigger'
  | 'offeredInputs'
  | 'givenInputs'
  | 'repoToken'
> &
  Partial<Pick<Execution, 'runTimeout' | 'taskTimeout' | 'concurrency'>> & {
    readonly identity: RequestIdentity;
    /** Where it runs another execution again. */
    readonly rerun?: { readonly of: string; readonly attempt: number; readonly pinnedDigest: string | null };
  };

@Injectable()
export class StartExecution {
  constructor(
    private readonly executions: Executions,
    private readonly unitOfWork: UnitOfWork,
    private readonly handOver: HandOverExecutions,
    private readonly groups: ConcurrencyGroups,
    private readonly admitQueued: AdmitQueued,
    private readonly supersede: SupersedeExecutions,
    private readonly events: ExecutionEvents,
    private readonly changes: ExecutionChanges,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes the execution durable and returns; the engine gets it once the transaction has been committed, again and again
   * until it has taken it on. Joins the caller's unit of work. The same request under the same Idempotency-Key answers the
   * execution that it started before, with `started: false`.
   */
  async execute({
    identity,
    rerun,
    ...request
  }: StartRequest): Promise<{ execution: Execution; started: boolean }> {
    const now = this.clock.now();
    const execution: Execution = {
      runTimeout: null,
      taskTimeout: null,
      concurrency: null,
      queuePlace: null,
      supersededBy: null,
      hasDeployed: false,
      ...request,
      id: identity.id,
      requestDigest: identity.digest,
      attempt: rerun?.attempt ?? 1,
      rerunOf: rerun?.of ?? null,
      pinnedDigest: rerun?.pinnedDigest ?? null,
      engineCopy: (rerun?.pinnedDigest ?? null) !== null,
      resolvedCommit: null,
      end: null,
      reopening: null,
      deadlineAt: null,
      tasksDueAt: null,
      pausedAt: null,
      workbookDigest: null,
      workflowName: null,
      state: 'IDLE',
      stateInfo: null,
      waitingFor: null,
      waitingSince: null,
      inputs: {},
      outputs: {},
      createdAt: now,
      startedAt: null,
      endedAt: null,
      updatedAt: now,
    };
    return this.unitOfWork.run(async () => {
      const queued = { ...execution, queuePlace: await this.placeOf(execution) };
      if (!(await this.executions.insert(queued)))
        return { execution: await this.known(identity), started: false };
      await this.publish(queued);
      return { execution: queued, started: true };
    });
  }

  private async placeOf({ projectId, concurrency }: Execution): Promise<number | null> {
    return concurrency && this.groups.nextPlace({ projectId, group: concurrency.group });
  }

  private async publish(execution: Execution): Promise<void> {
    this.events.created(execution);
    await this.changes.publish(execution);
    await this.supersede.execute(execution);
    const next = execution.queuePlace === null ? this.handOver : this.admitQueued;
    this.unitOfWork.afterCommit(() => next.wake());
  }

  private async known(identity: RequestIdentity): Promise<Execution> {
    const execution = await this.executions.get(identity.id);
    if (!execution) throw new Error(`The execution ${identity.id} was there and is gone.`);
    refuseOtherRequest(identity, execution.requestDigest);
    return execution;
  }
}
