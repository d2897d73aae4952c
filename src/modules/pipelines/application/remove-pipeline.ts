import { Injectable, Logger } from '@nestjs/common';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { PipelineExecutions } from '../../executions/index.js';
import { Delegations, type Principal } from '../../keystone-auth/index.js';
import { StackProvider } from '../../stacks/index.js';
import { EnsureWorkbook } from '../../workbooks/index.js';
import { Pipeline } from '../domain/pipeline.js';
import { Pipelines } from '../domain/pipelines.js';

/** Who acts: the user while their request is there, else the delegation. */
type Actor = Pick<Principal, 'projectId' | 'token'>;

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
    private readonly stacks: StackProvider,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async execute(pipeline: Pipeline, user?: Actor): Promise<void> {
    await this.executions.cancelAll(pipeline.id, 'the pipeline was deleted', user);
    const actor = user ?? (await this.delegate(pipeline));
    if (actor) {
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
  async attempt(pipeline: Pipeline, actor?: Actor): Promise<void> {
    try {
      await this.execute(pipeline, actor);
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

  /** Undefined where there is no delegation: it is made before, and deleted after, all that it could take away. */
  private async delegate({ projectId, delegationId }: Pipeline): Promise<Actor | undefined> {
    if (!(await this.delegations.find(delegationId))) return undefined;
    return { projectId, token: (refused) => this.delegations.token(delegationId, refused) };
  }
}
