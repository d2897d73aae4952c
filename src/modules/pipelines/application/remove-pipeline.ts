import { Injectable, Logger } from '@nestjs/common';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { PipelineExecutions } from '../../executions/index.js';
import { type Actor, Actors, Delegations } from '../../keystone-auth/index.js';
import { StackProvider } from '../../stacks/index.js';
import { EnsureWorkbook } from '../../workbooks/index.js';
import { Pipeline } from '../domain/pipeline.js';
import { Pipelines } from '../domain/pipelines.js';

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
    private readonly ensureWorkbook: EnsureWorkbook,
    private readonly delegations: Delegations,
    private readonly actors: Actors,
    private readonly stacks: StackProvider,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** `user` is the caller, where there is a request. */
  async execute(pipeline: Pipeline, user?: Actor): Promise<void> {
    await this.executions.cancelAll(pipeline.id, 'the pipeline was deleted', user);
    const actor = this.actors.of(pipeline, user);
    if (actor === user || (await this.isDelegated(pipeline))) {
      await this.removeStack(pipeline, actor);
      await this.removeWorkbook(pipeline, actor);
    }
    await this.delegations.delete(pipeline.delegationId, user);
    await this.unitOfWork.run(async () => {
      await this.executions.deleteAll(pipeline.id);
      await this.pipelines.delete(pipeline.id);
    });
  }

  /** As `execute`, where the caller has another answer to give: what fails is logged, and the sweep goes on with it. */
  async attempt(pipeline: Pipeline, user?: Actor): Promise<void> {
    try {
      await this.execute(pipeline, user);
    } catch (error) {
      this.logger.warn(
        `Pipeline ${pipeline.id} is not quite gone yet: ${error instanceof Error ? error.message : 'unknown'}`,
      );
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
