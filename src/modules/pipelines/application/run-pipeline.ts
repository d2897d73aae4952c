import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { RequestIdentity } from '../../../shared/domain/idempotency.js';
import type { JsonObject } from '../../../shared/domain/json.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { Execution } from '../../executions/index.js';
import { Actors, type Principal } from '../../keystone-auth/index.js';
import { entryWorkflow, FindWorkbook } from '../../workbooks/index.js';
import { SourceRevision } from '../domain/offered-inputs.js';
import { Pipeline } from '../domain/pipeline.js';
import { FindPipeline } from './find-pipeline.js';
import { FindPipelinePlan } from './find-pipeline-plan.js';
import { StartRun } from './start-run.js';

@Injectable()
export class RunPipeline {
  constructor(
    private readonly findPipeline: FindPipeline,
    private readonly findPlan: FindPipelinePlan,
    private readonly findWorkbook: FindWorkbook,
    private readonly actors: Actors,
    private readonly startRun: StartRun,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** `inputs` override what the pipeline offers; one that the workflow does not declare is `invalid`, named. */
  async execute(
    principal: Principal,
    id: string,
    revision: SourceRevision,
    inputs: JsonObject,
    identity: RequestIdentity,
  ): Promise<Execution> {
    const pipeline = await this.findPipeline.execute(principal, id);
    if (pipeline.status !== 'ready') {
      throw new DomainError(
        'conflict',
        'pipeline.deleting',
        'The pipeline is being deleted: nothing starts it any more.',
      );
    }
    await this.refuseUndeclared(principal, pipeline, inputs);
    return this.unitOfWork.run(async () => {
      const plan = await this.findPlan.execute(pipeline.projectId, pipeline.planId);
      return this.startRun.execute(
        pipeline,
        plan,
        { kind: 'manual', actor: principal.userId, ...revision },
        identity,
        inputs,
      );
    });
  }

  private async refuseUndeclared(
    principal: Principal,
    pipeline: Pipeline,
    inputs: JsonObject,
  ): Promise<void> {
    const names = Object.keys(inputs);
    if (names.length === 0) return;
    const actor = this.actors.of(pipeline, principal);
    const { description } = await this.findWorkbook.execute(actor, pipeline.workbookName);
    const workflow = entryWorkflow(description);
    const declared = new Set(workflow.inputs.map(({ name }) => name));
    const errors = names
      .filter((name) => !declared.has(name))
      .map((name) => ({
        pointer: `/inputs/${name.slice(0, 100)}`,
        detail: `is not an input of the workflow ${workflow.name}`,
      }));
    if (errors.length === 0) return;
    const detail = `${errors.map(({ pointer }) => pointer).join(', ')}: not an input of the workflow ${workflow.name}; it has ${[...declared].join(', ')}.`;
    throw new DomainError('invalid', 'execution.input_invalid', detail, { errors });
  }
}
