import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { type Actor, Actors, type Principal } from '../../keystone-auth/index.js';
import { EnsureWorkbook } from '../../workbooks/index.js';
import { Pipeline, PipelineFields } from '../domain/pipeline.js';
import type { TriggerSettings } from '../domain/pipeline-trigger.js';
import { Pipelines } from '../domain/pipelines.js';
import { ChangeTrigger } from './change-trigger.js';
import { FindPipeline } from './find-pipeline.js';
import { FindPipelinePlan } from './find-pipeline-plan.js';

export interface PipelineChanges {
  readonly fields: Partial<PipelineFields>;
  /** The trigger's settings, out of the present ones; undefined: they stay. */
  readonly trigger?: ((present: TriggerSettings) => TriggerSettings) | undefined;
}

@Injectable()
export class UpdatePipeline {
  constructor(
    private readonly findPipeline: FindPipeline,
    private readonly findPlan: FindPipelinePlan,
    private readonly ensureWorkbook: EnsureWorkbook,
    private readonly changeTrigger: ChangeTrigger,
    private readonly actors: Actors,
    private readonly pipelines: Pipelines,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Fields that are not given stay as they are. A run under way goes on with what it was started with. */
  async execute(
    principal: Principal,
    id: string,
    { fields, trigger }: PipelineChanges,
    check: (present: Pipeline) => void,
  ): Promise<Pipeline> {
    const present = await this.findPipeline.execute(principal, id);
    check(present);
    if (fields.planId !== undefined) await this.findPlan.execute(present.projectId, fields.planId);
    const workbookCreated = await this.prepareWorkbook(
      this.actors.of(present, principal),
      present,
      fields.workbookName,
    );
    return this.unitOfWork.run(async () => {
      const changes = {
        ...fields,
        workbookCreated,
        version: present.version + 1,
        updatedAt: this.clock.now(),
      };
      const changed = await this.pipelines.change(
        id,
        { status: ['ready'], version: present.version },
        changes,
      );
      if (!changed)
        throw new DomainError(
          'conflict',
          'pipeline.changed',
          'The pipeline was changed just now: read it again.',
        );
      if (trigger) await this.changeTrigger.settings(principal, id, trigger);
      return (await this.pipelines.get(id)) ?? { ...present, ...changes };
    });
  }

  private async prepareWorkbook(actor: Actor, present: Pipeline, name: string | undefined): Promise<boolean> {
    if (name === undefined || name === present.workbookName) return present.workbookCreated;
    if (!(await this.ensureWorkbook.isMissing(actor, name))) return false;
    await this.ensureWorkbook.create(actor, name);
    return true;
  }
}
