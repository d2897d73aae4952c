import { Module, OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { KeyRing } from '../../shared/domain/key-ring.js';
import { WorkbooksModule } from '../workbooks/index.js';
import { WorkflowEngineModule } from '../workflow-engine/index.js';
import { CancelExecution } from './application/cancel-execution.js';
import { EndedExecutions } from './application/ended-executions.js';
import { FindExecution } from './application/find-execution.js';
import { HandOverExecutions } from './application/hand-over-executions.js';
import { ListTasks } from './application/list-tasks.js';
import { PipelineExecutions } from './application/pipeline-executions.js';
import { StartExecution } from './application/start-execution.js';
import { StationContexts } from './application/station-contexts.js';
import { StationEnvironment } from './application/station-environment.js';
import { TrackExecution } from './application/track-execution.js';
import { ExecutionContexts } from './domain/execution-contexts.js';
import { Executions } from './domain/executions.js';
import { StationCredentials } from './domain/station-credential.js';
import { ExecutionsController } from './http/executions.controller.js';
import { ExecutionRecord } from './infrastructure/execution.record.js';
import { TypeOrmExecutions } from './infrastructure/typeorm-executions.js';

@Module({
  imports: [TypeOrmModule.forFeature([ExecutionRecord]), WorkflowEngineModule, WorkbooksModule],
  controllers: [ExecutionsController],
  providers: [
    CancelExecution,
    EndedExecutions,
    FindExecution,
    HandOverExecutions,
    ListTasks,
    PipelineExecutions,
    StartExecution,
    StationEnvironment,
    TrackExecution,
    { provide: Executions, useClass: TypeOrmExecutions },
    { provide: ExecutionContexts, useClass: StationContexts },
    {
      provide: StationCredentials,
      inject: [KeyRing],
      useFactory: (ring: KeyRing) => new StationCredentials(ring),
    },
  ],
  exports: [
    ExecutionContexts,
    Executions,
    FindExecution,
    ListTasks,
    PipelineExecutions,
    StartExecution,
    StationCredentials,
  ],
})
export class ExecutionsModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly handOver: HandOverExecutions,
    private readonly track: TrackExecution,
  ) {}

  onApplicationBootstrap(): void {
    this.track.start();
    this.handOver.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.handOver.stop();
    await this.track.stop();
  }
}
