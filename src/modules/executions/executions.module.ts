import { Module, OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { KeyRing } from '../../shared/domain/key-ring.js';
import { AuditModule } from '../audit/index.js';
import { EventsModule } from '../events/index.js';
import { RetentionModule, RetentionRules } from '../retention/index.js';
import { WorkbooksModule } from '../workbooks/index.js';
import { WorkflowEngineModule } from '../workflow-engine/index.js';
import { ActionLog } from './application/action-log.js';
import { ApprovalRights } from './application/approval-rights.js';
import { AdmitQueued } from './application/admit-queued.js';
import { CancelExecution } from './application/cancel-execution.js';
import { ConcurrencySlots } from './application/concurrency-slots.js';
import { ClearRemains } from './application/clear-remains.js';
import { EndedExecutions } from './application/ended-executions.js';
import { ExecutionEvents } from './application/execution-events.js';
import { ExecutionChanges } from './application/execution-changes.js';
import { EnforceDeadlines } from './application/enforce-deadlines.js';
import { ExecutionRemains } from './application/execution-remains.js';
import { ExpireExecutions } from './application/expire-executions.js';
import { FindControllable } from './application/find-controllable.js';
import { FindExecution } from './application/find-execution.js';
import { ForeseePlacement } from './application/foresee-placement.js';
import { HandOverExecutions } from './application/hand-over-executions.js';
import { HeldExecutions } from './application/held-executions.js';
import { HoldExecution } from './application/hold-execution.js';
import { ListActions } from './application/list-actions.js';
import { ListTasks } from './application/list-tasks.js';
import { NoteTasks } from './application/note-tasks.js';
import { PauseExecution } from './application/pause-execution.js';
import { PipelineExecutions } from './application/pipeline-executions.js';
import { RecordState } from './application/record-state.js';
import { ReleaseDefinitions } from './application/release-definitions.js';
import { ReopenExecution } from './application/reopen-execution.js';
import { RerunExecution } from './application/rerun-execution.js';
import { Reruns } from './application/reruns.js';
import { RestartExecution } from './application/restart-execution.js';
import { ResumeExecution } from './application/resume-execution.js';
import { RetryExecution } from './application/retry-execution.js';
import { ShowGraph } from './application/show-graph.js';
import { StartInEngine } from './application/start-in-engine.js';
import { StartExecution } from './application/start-execution.js';
import { Starters } from './application/starters.js';
import { StationContexts } from './application/station-contexts.js';
import { StationEnvironment } from './application/station-environment.js';
import { ShowStages } from './application/show-stages.js';
import { SupersedeExecutions } from './application/supersede-executions.js';
import { TakeUpActions } from './application/take-up-actions.js';
import { TaskWaits } from './application/task-waits.js';
import { TaskApprovals } from './application/task-approvals.js';
import { TrackExecution } from './application/track-execution.js';
import { ConcurrencyGroups } from './domain/concurrency-groups.js';
import { ExecutionActions } from './domain/execution-actions.js';
import { ExecutionContexts } from './domain/execution-contexts.js';
import { Executions } from './domain/executions.js';
import { ExpiredExecutions } from './domain/expired-executions.js';
import { RecentRuns } from './domain/recent-runs.js';
import { NotedTasks } from './domain/noted-tasks.js';
import { StationCredentials } from './domain/station-credential.js';
import { ControlController } from './http/control.controller.js';
import { ExecutionEventsController } from './http/execution-events.controller.js';
import { ExecutionsController } from './http/executions.controller.js';
import { ConcurrencyGroupRecord } from './infrastructure/concurrency-group.record.js';
import { ExecutionActionRecord } from './infrastructure/execution-action.record.js';
import { ExecutionRecord } from './infrastructure/execution.record.js';
import { ExpiredExecutionRecord } from './infrastructure/expired-execution.record.js';
import { NotedTaskRecord } from './infrastructure/noted-task.record.js';
import { TypeOrmConcurrencyGroups } from './infrastructure/typeorm-concurrency-groups.js';
import { TypeOrmExecutionActions } from './infrastructure/typeorm-execution-actions.js';
import { TypeOrmExecutions } from './infrastructure/typeorm-executions.js';
import { TypeOrmExpiredExecutions } from './infrastructure/typeorm-expired-executions.js';
import { TypeOrmRecentRuns } from './infrastructure/typeorm-recent-runs.js';
import { TypeOrmNotedTasks } from './infrastructure/typeorm-noted-tasks.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([
      ConcurrencyGroupRecord,
      ExecutionRecord,
      ExecutionActionRecord,
      NotedTaskRecord,
      ExpiredExecutionRecord,
    ]),
    AuditModule,
    EventsModule,
    RetentionModule,
    WorkflowEngineModule,
    WorkbooksModule,
  ],
  controllers: [ExecutionEventsController, ExecutionsController, ControlController],
  providers: [
    ActionLog,
    ApprovalRights,
    AdmitQueued,
    CancelExecution,
    ConcurrencySlots,
    ClearRemains,
    EndedExecutions,
    ExecutionEvents,
    ExecutionChanges,
    EnforceDeadlines,
    ExecutionRemains,
    ExpireExecutions,
    FindControllable,
    ForeseePlacement,
    FindExecution,
    HandOverExecutions,
    HeldExecutions,
    HoldExecution,
    ListActions,
    ListTasks,
    NoteTasks,
    PauseExecution,
    PipelineExecutions,
    RecordState,
    ReleaseDefinitions,
    ReopenExecution,
    RerunExecution,
    Reruns,
    RestartExecution,
    ResumeExecution,
    RetryExecution,
    ShowGraph,
    StartInEngine,
    StartExecution,
    Starters,
    StationEnvironment,
    ShowStages,
    SupersedeExecutions,
    TakeUpActions,
    TaskWaits,
    TaskApprovals,
    TrackExecution,
    { provide: ConcurrencyGroups, useClass: TypeOrmConcurrencyGroups },
    { provide: ExecutionActions, useClass: TypeOrmExecutionActions },
    { provide: NotedTasks, useClass: TypeOrmNotedTasks },
    { provide: Executions, useClass: TypeOrmExecutions },
    { provide: ExpiredExecutions, useClass: TypeOrmExpiredExecutions },
    { provide: RecentRuns, useClass: TypeOrmRecentRuns },
    { provide: ExecutionContexts, useClass: StationContexts },
    {
      provide: StationCredentials,
      inject: [KeyRing],
      useFactory: (ring: KeyRing) => new StationCredentials(ring),
    },
  ],
  exports: [
    ActionLog,
    ApprovalRights,
    ConcurrencySlots,
    ExecutionChanges,
    ExecutionContexts,
    ExecutionRemains,
    Executions,
    ExpiredExecutions,
    FindExecution,
    ForeseePlacement,
    HeldExecutions,
    ListTasks,
    PipelineExecutions,
    RecentRuns,
    ShowStages,
    Reruns,
    StartExecution,
    StationCredentials,
    TaskWaits,
    TaskApprovals,
  ],
})
export class ExecutionsModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly handOver: HandOverExecutions,
    private readonly admitQueued: AdmitQueued,
    private readonly track: TrackExecution,
    private readonly noteTasks: NoteTasks,
    private readonly takeUp: TakeUpActions,
    private readonly deadlines: EnforceDeadlines,
    private readonly release: ReleaseDefinitions,
    rules: RetentionRules,
    expire: ExpireExecutions,
    clear: ClearRemains,
  ) {
    rules.add(expire);
    rules.add(clear);
  }

  onApplicationBootstrap(): void {
    this.noteTasks.start();
    this.track.start();
    this.handOver.start();
    this.admitQueued.start();
    this.takeUp.start();
    this.deadlines.start();
    this.release.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.release.stop();
    await this.deadlines.stop();
    await this.takeUp.stop();
    await this.admitQueued.stop();
    await this.handOver.stop();
    await this.track.stop();
    await this.noteTasks.stop();
  }
}
