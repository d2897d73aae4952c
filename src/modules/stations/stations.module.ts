import {
  BeforeApplicationShutdown,
  Inject,
  Logger,
  Module,
  OnApplicationBootstrap,
  Provider,
} from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { DatabaseSession } from '../../database/database-session.js';
import { Clock } from '../../shared/domain/clock.js';
import { detectSandbox, Sandbox } from '../../shared/process/sandbox.js';
import { ArtifactsModule } from '../artifacts/index.js';
import { EventsModule } from '../events/index.js';
import { ExecutionsModule } from '../executions/index.js';
import { LanguagePacksModule } from '../language-packs/index.js';
import { RetentionModule } from '../retention/index.js';
import { SecretsModule } from '../secrets/index.js';
import { StackProvider, StacksModule } from '../stacks/index.js';
import { WorkflowEngineModule } from '../workflow-engine/index.js';
import { AcceptJob } from './application/accept-job.js';
import { AnnounceWorker } from './application/announce-worker.js';
import { CancelJobs } from './application/cancel-jobs.js';
import { ClaimJob } from './application/claim-job.js';
import { CleanWorkspaces } from './application/clean-workspaces.js';
import { ExpireLogs } from './application/expire-logs.js';
import { DecideApproval } from './application/decide-approval.js';
import { ExpireApprovals } from './application/expire-approvals.js';
import { FinishJob } from './application/finish-job.js';
import { FollowTaskLog } from './application/follow-task-log.js';
import { JobEvents } from './application/job-events.js';
import { KeepLease } from './application/keep-lease.js';
import { ListRunners } from './application/list-runners.js';
import { QueuedTasks } from './application/queued-tasks.js';
import { ReadTaskLog } from './application/read-task-log.js';
import { ReferToArtifacts } from './application/refer-to-artifacts.js';
import { RemoveJobs } from './application/remove-jobs.js';
import { RemoveStrayFiles } from './application/remove-stray-files.js';
import { ReportResults } from './application/report-results.js';
import { RunArtifacts } from './application/run-artifacts.js';
import { RunAttempt } from './application/run-attempt.js';
import { RunningAttempts } from './application/running-attempts.js';
import { SettleApproval } from './application/settle-approval.js';
import { ShowApprovals } from './application/show-approvals.js';
import { StationJobs } from './application/station-jobs.js';
import { ApprovalStation } from './application/stations/approval.js';
import { FunctionalTest } from './application/stations/functional-test.js';
import { ImageBuild } from './application/stations/image-build.js';
import { PackWork } from './application/stations/pack-work.js';
import { SourceWork } from './application/stations/source-work.js';
import { StackCheck } from './application/stations/stack-check.js';
import { StackUpdate } from './application/stations/stack-update.js';
import { UnitTest } from './application/stations/unit-test.js';
import { TakeMissedCalls } from './application/take-missed-calls.js';
import { WorkBell } from './application/work-bell.js';
import { Worker } from './application/worker.js';
import { Approvals } from './domain/approvals.js';
import { Commands } from './domain/commands.js';
import { ExecutionArtifacts } from './domain/execution-artifacts.js';
import { ContainerBuilder, SlugBuilder } from './domain/image-builders.js';
import { JobLogs } from './domain/job-logs.js';
import { Jobs } from './domain/jobs.js';
import { RunnerDiscovery } from './domain/runner.js';
import { SourceRoots } from './domain/source-roots.js';
import { Sources } from './domain/sources.js';
import { Station } from './domain/station.js';
import { StationRegistry } from './domain/station-registry.js';
import { WorkerPresences } from './domain/worker-presences.js';
import { WorkerSettings } from './domain/worker-settings.js';
import { Workspaces } from './domain/workspaces.js';
import { ApprovalsController } from './http/approvals.controller.js';
import { StationsController } from './http/stations.controller.js';
import { TaskLogsController } from './http/task-logs.controller.js';
import { ApprovalRecord } from './infrastructure/approval.record.js';
import { DatabaseJobLogs } from './infrastructure/database-job-logs.js';
import { DirectorySourceRoots } from './infrastructure/directory-source-roots.js';
import { DirectoryWorkspaces } from './infrastructure/directory-workspaces.js';
import { ExecutionArtifactRecord } from './infrastructure/execution-artifact.record.js';
import { FileJobLogs } from './infrastructure/file-job-logs.js';
import { GitSources } from './infrastructure/git-sources.js';
import { JobRecord } from './infrastructure/job.record.js';
import { LogChunkRecord } from './infrastructure/log-chunk.record.js';
import { MachineRunners } from './infrastructure/machine-runners.js';
import { SandboxedCommands } from './infrastructure/sandboxed-commands.js';
import { TarSlugBuilder } from './infrastructure/tar-slug-builder.js';
import { ToolContainerBuilder } from './infrastructure/tool-container-builder.js';
import { TypeOrmApprovals } from './infrastructure/typeorm-approvals.js';
import { TypeOrmExecutionArtifacts } from './infrastructure/typeorm-execution-artifacts.js';
import { TypeOrmJobs } from './infrastructure/typeorm-jobs.js';
import { TypeOrmWorkerPresences } from './infrastructure/typeorm-worker-presences.js';
import { WorkerPresenceRecord } from './infrastructure/worker-presence.record.js';

/** Finds the machine's sandbox when a job first needs it: processes without a worker never do. */
abstract class MachineSandbox {
  abstract find(): Promise<Sandbox>;
}

const adapters: Provider[] = [
  { provide: Approvals, useClass: TypeOrmApprovals },
  { provide: ExecutionArtifacts, useClass: TypeOrmExecutionArtifacts },
  { provide: Jobs, useClass: TypeOrmJobs },
  {
    provide: WorkerSettings,
    inject: [APP_CONFIG],
    useFactory: ({ worker }: AppConfig): WorkerSettings => ({
      concurrency: worker.concurrency,
      leaseMs: worker.leaseSeconds * 1000,
      timeoutMs: worker.timeoutSeconds * 1000,
    }),
  },
  {
    provide: MachineSandbox,
    inject: [APP_CONFIG],
    useFactory: ({ worker, dataDir }: AppConfig): MachineSandbox => {
      let found: Promise<Sandbox> | undefined;
      return { find: () => (found ??= detectSandbox(worker.sandbox, [dataDir]).then(warned)) };
    },
  },
  {
    provide: JobLogs,
    inject: [APP_CONFIG, DatabaseSession],
    useFactory: ({ dataDir, worker, streams }: AppConfig, session: DatabaseSession) =>
      streams.logStore === 'disk'
        ? new FileJobLogs(dataDir, worker.outputBytes)
        : new DatabaseJobLogs(session, worker.outputBytes),
  },
  {
    provide: Workspaces,
    inject: [APP_CONFIG],
    useFactory: ({ dataDir }: AppConfig) => new DirectoryWorkspaces(dataDir),
  },
  {
    provide: Sources,
    inject: [APP_CONFIG, MachineSandbox],
    useFactory: ({ sourceProtocols }: AppConfig, sandbox: MachineSandbox) =>
      new GitSources(sourceProtocols, () => sandbox.find()),
  },
  {
    provide: Commands,
    inject: [MachineSandbox, WorkerSettings],
    useFactory: (sandbox: MachineSandbox, settings: WorkerSettings) =>
      new SandboxedCommands(() => sandbox.find(), settings),
  },
  { provide: SourceRoots, useClass: DirectorySourceRoots },
  { provide: SlugBuilder, useClass: TarSlugBuilder },
  {
    provide: ContainerBuilder,
    inject: [MachineSandbox],
    useFactory: (sandbox: MachineSandbox) => new ToolContainerBuilder(() => sandbox.find()),
  },
  {
    provide: RunnerDiscovery,
    inject: [MachineSandbox, ContainerBuilder],
    useFactory: (sandbox: MachineSandbox, builder: ContainerBuilder) =>
      new MachineRunners(() => sandbox.find(), builder),
  },
  { provide: WorkerPresences, useClass: TypeOrmWorkerPresences },
];

function warned(sandbox: Sandbox): Sandbox {
  if (sandbox.warning) new Logger('Stations').warn(sandbox.warning);
  return sandbox;
}

/** All stations of the service: to add one, write its plugin and name it here. */
const registry: Provider = {
  provide: StationRegistry,
  inject: [
    APP_CONFIG,
    SourceWork,
    PackWork,
    SlugBuilder,
    ContainerBuilder,
    RunArtifacts,
    StackProvider,
    ApprovalStation,
  ],
  useFactory: (
    { sourceProtocols }: AppConfig,
    work: SourceWork,
    packs: PackWork,
    slug: SlugBuilder,
    container: ContainerBuilder,
    artifacts: RunArtifacts,
    stacks: StackProvider,
    approval: ApprovalStation,
  ) =>
    new StationRegistry([
      new UnitTest(sourceProtocols, work, packs),
      new ImageBuild(sourceProtocols, work, { slug, container }, artifacts, packs),
      new FunctionalTest(sourceProtocols, work),
      new StackUpdate(stacks, artifacts),
      new StackCheck(stacks),
      approval,
    ] as Station[]),
};

@Module({
  imports: [
    TypeOrmModule.forFeature([
      ApprovalRecord,
      ExecutionArtifactRecord,
      JobRecord,
      LogChunkRecord,
      WorkerPresenceRecord,
    ]),
    ArtifactsModule,
    EventsModule,
    ExecutionsModule,
    LanguagePacksModule,
    RetentionModule,
    SecretsModule,
    StacksModule,
    WorkflowEngineModule,
  ],
  controllers: [ApprovalsController, StationsController, TaskLogsController],
  providers: [
    ...adapters,
    registry,
    {
      provide: ApprovalStation,
      inject: [Approvals, ExpireApprovals, JobEvents, Clock],
      useFactory: (approvals: Approvals, expire: ExpireApprovals, events: JobEvents, clock: Clock) =>
        new ApprovalStation(approvals, expire, events, clock),
    },
    PackWork,
    SourceWork,
    WorkBell,
    RunningAttempts,
    AcceptJob,
    AnnounceWorker,
    CancelJobs,
    ClaimJob,
    CleanWorkspaces,
    ExpireLogs,
    DecideApproval,
    ExpireApprovals,
    FinishJob,
    FollowTaskLog,
    JobEvents,
    KeepLease,
    ListRunners,
    QueuedTasks,
    ReadTaskLog,
    ReferToArtifacts,
    RemoveJobs,
    RemoveStrayFiles,
    ReportResults,
    RunArtifacts,
    RunAttempt,
    SettleApproval,
    ShowApprovals,
    StationJobs,
    TakeMissedCalls,
    Worker,
  ],
  exports: [ListRunners, ReadTaskLog, StationJobs, StationRegistry],
})
export class StationsModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private stopListening: (() => void)[] = [];

  constructor(
    private readonly worker: Worker,
    private readonly announce: AnnounceWorker,
    private readonly cancelJobs: CancelJobs,
    private readonly queuedTasks: QueuedTasks,
    private readonly cleanWorkspaces: CleanWorkspaces,
    private readonly missedCalls: TakeMissedCalls,
    private readonly expireApprovals: ExpireApprovals,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.stopListening = [this.cancelJobs.listen(), this.queuedTasks.listen()];
    this.expireApprovals.start();
    if (!this.config.roles.includes('worker')) return;
    await this.cleanWorkspaces.execute();
    this.worker.start();
    this.announce.start();
    this.missedCalls.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const stop of this.stopListening) stop();
    await this.expireApprovals.stop();
    if (this.config.roles.includes('worker')) await this.announce.stop();
    await this.missedCalls.stop();
    await this.worker.stop();
  }
}
