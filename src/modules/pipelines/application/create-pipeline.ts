import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { refuseOtherRequest, RequestIdentity } from '../../../shared/domain/idempotency.js';
import { newId, newSecretId } from '../../../shared/domain/ids.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { Delegations, type Principal } from '../../keystone-auth/index.js';
import type { Plan } from '../../plans/index.js';
import { StackProvider } from '../../stacks/index.js';
import { EnsureWorkbook } from '../../workbooks/index.js';
import { Pipeline, PipelineFields } from '../domain/pipeline.js';
import { makeTrigger } from '../domain/make-trigger.js';
import type { PipelineTrigger, TriggerSettings } from '../domain/pipeline-trigger.js';
import { PipelineTriggers } from '../domain/pipeline-triggers.js';
import { Pipelines } from '../domain/pipelines.js';
import { FindPipelinePlan } from './find-pipeline-plan.js';
import { KeepCreation } from './keep-creation.js';
import { RemovePipeline } from './remove-pipeline.js';
import { StartRun } from './start-run.js';

export interface CreatedPipeline {
  readonly pipeline: Pipeline;
  /** What its webhooks are signed with, this once; null where the request repeats an earlier one. */
  readonly secret: string | null;
}

/**
 * Creation is a saga over the engine, Keystone and the stack provider. The row comes first, in a status nobody sees, and
 * names everything that is about to be made; so whatever step fails, or if the process dies between two of them, the
 * same removal that deletes a pipeline takes away what was made. The delegation is the first thing made: with it the service
 * can take away the rest when the user has gone.
 */
@Injectable()
export class CreatePipeline {
  constructor(
    private readonly pipelines: Pipelines,
    private readonly triggers: PipelineTriggers,
    private readonly findPlan: FindPipelinePlan,
    private readonly ensureWorkbook: EnsureWorkbook,
    private readonly delegations: Delegations,
    private readonly stacks: StackProvider,
    private readonly startRun: StartRun,
    private readonly removePipeline: RemovePipeline,
    private readonly keepCreation: KeepCreation,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async execute(
    principal: Principal,
    fields: PipelineFields,
    settings: TriggerSettings,
    identity: RequestIdentity,
  ): Promise<CreatedPipeline> {
    const plan = await this.findPlan.execute(principal.projectId, fields.planId);
    const draft = this.draft(principal, fields, identity);
    const trigger = makeTrigger(draft, settings);
    if (!(await this.insert(draft, trigger)))
      return { pipeline: await this.known(principal, identity), secret: null };
    const letGo = this.keepCreation.start(draft.id);
    try {
      return { pipeline: await this.make(principal, draft, plan), secret: trigger.secret };
    } catch (error) {
      await this.takeBack(principal, draft);
      throw error;
    } finally {
      letGo();
    }
  }

  private async insert(draft: Pipeline, trigger: PipelineTrigger): Promise<boolean> {
    return this.unitOfWork.run(async () => {
      const isNew = await this.pipelines.insert(draft);
      if (isNew) await this.triggers.insert(trigger);
      return isNew;
    });
  }

  private async make(principal: Principal, draft: Pipeline, plan: Plan): Promise<Pipeline> {
    const { id, name, workbookName, delegationId } = draft;
    await step('delegation', () => this.delegations.create(delegationId, principal));
    await step('workbook', async () => {
      if (!(await this.ensureWorkbook.isMissing(principal, workbookName))) return;
      await this.note(id, { workbookCreated: true });
      await this.ensureWorkbook.create(principal, workbookName);
    });
    const stack = await step('stack', () => this.stacks.create(principal, { requestId: id, name }));
    await this.note(id, { stackId: stack.id });
    return step('first execution', () => this.complete(principal, id, plan));
  }

  private async complete(principal: Principal, id: string, plan: Plan): Promise<Pipeline> {
    return this.unitOfWork.run(async () => {
      await this.note(id, { status: 'ready', leaseUntil: null, updatedAt: this.clock.now() });
      const trigger = { kind: 'creation', actor: principal.userId, ref: null, commit: null } as const;
      await this.startRun.execute(await this.present(id), plan, trigger, { id: newId(), digest: null });
      return this.present(id);
    });
  }

  private draft(principal: Principal, fields: PipelineFields, identity: RequestIdentity): Pipeline {
    const now = this.clock.now();
    return {
      ...fields,
      id: identity.id,
      projectId: principal.projectId,
      userId: principal.userId,
      triggerId: newSecretId(),
      delegationId: newId(),
      delegationStatus: 'ok',
      stackId: null,
      workbookCreated: false,
      status: 'creating',
      statusReason: null,
      leaseUntil: this.keepCreation.leaseUntil(),
      lastExecutionId: null,
      requestDigest: identity.digest,
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
  }

  /** Writes down what is about to be made; fails where somebody took the creation back meanwhile. */
  private async note(id: string, fields: Partial<Pipeline>): Promise<void> {
    const noted = await this.unitOfWork.run(() =>
      this.pipelines.change(id, { status: ['creating'] }, fields),
    );
    if (!noted)
      throw new DomainError(
        'conflict',
        'pipeline.creation_expired',
        'The creation took too long and was taken back.',
      );
  }

  private async takeBack(principal: Principal, draft: Pipeline): Promise<void> {
    await this.unitOfWork.run(() =>
      this.pipelines.change(draft.id, { status: ['creating'] }, { status: 'discarding', leaseUntil: null }),
    );
    await this.removePipeline.attempt(await this.present(draft.id), principal);
  }

  private async known(principal: Principal, identity: RequestIdentity): Promise<Pipeline> {
    const pipeline = await this.present(identity.id);
    refuseOtherRequest(identity, pipeline.requestDigest);
    if (pipeline.projectId === principal.projectId && pipeline.status === 'ready') return pipeline;
    throw new DomainError(
      'conflict',
      'pipeline.in_progress',
      'The same request is being worked on: ask again in a moment.',
    );
  }

  private async present(id: string): Promise<Pipeline> {
    const pipeline = await this.pipelines.get(id);
    if (!pipeline)
      throw new DomainError('conflict', 'pipeline.in_progress', 'The pipeline was taken back meanwhile.');
    return pipeline;
  }
}

/** Names the step in whatever goes wrong in it. */
async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { kind, code, errors, retryAfter } = error;
    const detail = `The pipeline was not created: the step "${name}" failed. ${error.message}`;
    throw new DomainError(kind, code, detail, {
      errors,
      cause: error,
      ...(retryAfter === undefined ? {} : { retryAfter }),
    });
  }
}
