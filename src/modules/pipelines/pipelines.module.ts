import { Module, OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ExecutionsModule } from '../executions/index.js';
import { PlansModule } from '../plans/index.js';
import { StacksModule } from '../stacks/index.js';
import { WorkbooksModule } from '../workbooks/index.js';
import { ChangeTrigger } from './application/change-trigger.js';
import { CreatePipeline } from './application/create-pipeline.js';
import { DeletePipeline } from './application/delete-pipeline.js';
import { FindPipelinePlan } from './application/find-pipeline-plan.js';
import { FindPipelineSource } from './application/find-pipeline-source.js';
import { FindPipeline } from './application/find-pipeline.js';
import { FindTrigger } from './application/find-trigger.js';
import { FirePipeline } from './application/fire-pipeline.js';
import { FireTrigger } from './application/fire-trigger.js';
import { ForeseeRun } from './application/foresee-run.js';
import { HoldExecutions } from './application/hold-executions.js';
import { KeepCreation } from './application/keep-creation.js';
import { NoteDelegationStatus } from './application/note-delegation-status.js';
import { RefuseUndeclaredInputs } from './application/refuse-undeclared-inputs.js';
import { NoteReruns } from './application/note-reruns.js';
import { PipelineRemains } from './application/pipeline-remains.js';
import { RemovePipeline } from './application/remove-pipeline.js';
import { RenewDelegation } from './application/renew-delegation.js';
import { RunPipeline } from './application/run-pipeline.js';
import { ShowDelegation } from './application/show-delegation.js';
import { ShowPipelineStack } from './application/show-pipeline-stack.js';
import { ShowTrigger } from './application/show-trigger.js';
import { StartRun } from './application/start-run.js';
import { SweepAbandoned } from './application/sweep-abandoned.js';
import { UpdatePipeline } from './application/update-pipeline.js';
import { PipelineTriggers } from './domain/pipeline-triggers.js';
import { Pipelines } from './domain/pipelines.js';
import { PipelineDelegationController } from './http/pipeline-delegation.controller.js';
import { PipelineExecutionsController } from './http/pipeline-executions.controller.js';
import { PipelineStackController } from './http/pipeline-stack.controller.js';
import { PipelineStagesController } from './http/pipeline-stages.controller.js';
import { PipelineTriggerController } from './http/pipeline-trigger.controller.js';
import { PipelinesController } from './http/pipelines.controller.js';
import { PipelineRecord } from './infrastructure/pipeline.record.js';
import { PipelineTriggerRecord } from './infrastructure/pipeline-trigger.record.js';
import { TypeOrmPipelineTriggers } from './infrastructure/typeorm-pipeline-triggers.js';
import { TypeOrmPipelines } from './infrastructure/typeorm-pipelines.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([PipelineRecord, PipelineTriggerRecord]),
    ExecutionsModule,
    PlansModule,
    StacksModule,
    WorkbooksModule,
  ],
  controllers: [
    PipelinesController,
    PipelineExecutionsController,
    PipelineStagesController,
    PipelineDelegationController,
    PipelineStackController,
    PipelineTriggerController,
  ],
  providers: [
    ChangeTrigger,
    CreatePipeline,
    DeletePipeline,
    FindPipeline,
    FindPipelinePlan,
    FindPipelineSource,
    FindTrigger,
    FirePipeline,
    FireTrigger,
    ForeseeRun,
    HoldExecutions,
    KeepCreation,
    NoteDelegationStatus,
    RefuseUndeclaredInputs,
    NoteReruns,
    PipelineRemains,
    RemovePipeline,
    RenewDelegation,
    RunPipeline,
    ShowDelegation,
    ShowPipelineStack,
    ShowTrigger,
    StartRun,
    SweepAbandoned,
    UpdatePipeline,
    { provide: Pipelines, useClass: TypeOrmPipelines },
    { provide: PipelineTriggers, useClass: TypeOrmPipelineTriggers },
  ],
  exports: [
    FindPipeline,
    FindPipelineSource,
    FindTrigger,
    FirePipeline,
    FireTrigger,
    ForeseeRun,
    PipelineRemains,
    RefuseUndeclaredInputs,
  ],
})
export class PipelinesModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(private readonly sweep: SweepAbandoned) {}

  onApplicationBootstrap(): void {
    this.sweep.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.sweep.stop();
  }
}
