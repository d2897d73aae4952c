import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { PipelineExecutions } from '../../executions/index.js';
import { type Actor, Actors, Delegations } from '../../keystone-auth/index.js';
import { StackProvider } from '../../stacks/index.js';
import { EnsureWorkbook } from '../../workbooks/index.js';
import { Pipeline } from '../domain/pipeline.js';
import { Pipelines } from '../domain/pipelines.js';
import { PipelineRemains } from './pipeline-remains.js';

/** For what time alone does not mend; the rest is tried again by the next sweep. */
const LONG_PAUSE_MS = 5 * 60_000;

/**
 * Takes away everything that belongs to a pipeline: runs, stack, workbook, delegation, rows. Each step may be repeated and
 * the row goes last, so a removal that a dead dependency or a crash interrupted is simply done again.
 */
@Injectable()
export class RemovePipeline {
  private readonly logger = new Logger(RemovePipeline.name);

  constructor(
    private readonly pipelines: Pipelines,
    private readonly executions: PipelineExecutions,
    private readonly remains: PipelineRemains,
    private readonly ensureWorkbook: EnsureWorkbook,
    private readonly delegations: Delegations,
    private readonly actors: Actors,
    private readonly stacks: StackProvider,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** `user` is the caller, where there is a request. What stands in the way is noted on the pipeline, and thrown. */
  async execute(pipeline: Pipeline, user?: Actor): Promise<void> {
    try {
      await this.remove(pipeline, user);
    } catch (error) {
      await this.noteHindrance(pipeline, error);
      throw error;
    }
  }

  /** As `execute`, where the caller has another answer to give: the sweep goes on with what fails. */
  async attempt(pipeline: Pipeline, user?: Actor): Promise<void> {
    try {
      await this.execute(pipeline, user);
    } catch (error) {
      if (!(error instanceof DomainError)) this.logger.error(error);
    }
  }

  private async remove(pipeline: Pipeline, user: Actor | undefined): Promise<void> {
    await this.executions.cancelAll(pipeline.id, 'the pipeline was deleted', user);
    const actor = this.actors.of(pipeline, user);
    if (actor === user || (await this.isDelegated(pipeline))) {
      await this.removeStack(pipeline, actor);
      await this.removeWorkbook(pipeline, actor);
    }
    await this.delegations.delete(pipeline.delegationId, user);
    if (!(await this.remains.remove(pipeline.id, user !== undefined))) return;
    await this.unitOfWork.run(async () => {
      await this.executions.deleteAll(pipeline.id);
      await this.pipelines.delete(pipeline.id);
    });
  }

  /** A user reads it, and the log has it once. Whoever else waits to be taken away comes before it. */
  private async noteHindrance({ id, statusReason }: Pipeline, error: unknown): Promise<void> {
    const isExpected = error instanceof DomainError;
    const reason = isExpected ? error.message : 'The service failed in a way it should not have.';
    const pause = isExpected && error.kind !== 'unavailable' ? LONG_PAUSE_MS : 0;
    if (reason !== statusReason) this.logger.warn(`Pipeline ${id} is not quite gone yet: ${reason}`);
    try {
      const fields = {
        statusReason: reason,
        leaseUntil: this.clock.after(pause),
        ...(reason === statusReason ? {} : { updatedAt: this.clock.now() }),
      };
      await this.unitOfWork.run(() =>
        this.pipelines.change(id, { status: ['discarding', 'deleting'] }, fields),
      );
    } catch (unwritten) {
      this.logger.error(unwritten);
    }
  }

  private async removeStack(pipeline: Pipeline, actor: Actor): Promise<void> {
    const stackId = pipeline.stackId ?? (await this.stacks.findByRequest(actor, pipeline.id))?.id;
    if (stackId !== undefined) await this.stacks.delete(actor, stackId);
  }

  private async removeWorkbook(
    { id, projectId, workbookName, workbookCreated }: Pipeline,
    actor: Actor,
  ): Promise<void> {
    if (!workbookCreated || (await this.pipelines.usesWorkbook(projectId, workbookName, id))) return;
    await this.ensureWorkbook.undo(actor, workbookName);
  }

  /** The delegation is made before, and deleted after, all that could be taken away by it. */
  private async isDelegated({ delegationId }: Pipeline): Promise<boolean> {
    return (await this.delegations.find(delegationId)) !== undefined;
  }
}
