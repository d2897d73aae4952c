import { KeyRing } from '../../src/shared/domain/key-ring.js';
import { DatabaseSession } from '../../src/database/database-session.js';
import { Clock, SystemClock } from '../../src/shared/domain/clock.js';
import { DomainError } from '../../src/shared/domain/domain-error.js';
import { newId } from '../../src/shared/domain/ids.js';
import {
  ExecutionContext,
  ExecutionContexts,
  StationCredentials,
} from '../../src/modules/executions/index.js';
import { RunSecrets } from '../../src/modules/secrets/index.js';
import { TypeOrmEventLog } from '../../src/modules/events/infrastructure/typeorm-event-log.js';
import { AcceptJob } from '../../src/modules/stations/application/accept-job.js';
import { CancelJobs } from '../../src/modules/stations/application/cancel-jobs.js';
import { ClaimJob } from '../../src/modules/stations/application/claim-job.js';
import { FinishJob } from '../../src/modules/stations/application/finish-job.js';
import { JobEvents } from '../../src/modules/stations/application/job-events.js';
import { KeepLease } from '../../src/modules/stations/application/keep-lease.js';
import { ReadTaskLog } from '../../src/modules/stations/application/read-task-log.js';
import { ReportResults } from '../../src/modules/stations/application/report-results.js';
import { RunAttempt } from '../../src/modules/stations/application/run-attempt.js';
import { RunningAttempts } from '../../src/modules/stations/application/running-attempts.js';
import { StationJobs } from '../../src/modules/stations/application/station-jobs.js';
import { TakeMissedCalls } from '../../src/modules/stations/application/take-missed-calls.js';
import { WorkBell } from '../../src/modules/stations/application/work-bell.js';
import { Worker } from '../../src/modules/stations/application/worker.js';
import { Station } from '../../src/modules/stations/domain/station.js';
import { StationRegistry } from '../../src/modules/stations/domain/station-registry.js';
import { DirectoryWorkspaces } from '../../src/modules/stations/infrastructure/directory-workspaces.js';
import { FileJobLogs } from '../../src/modules/stations/infrastructure/file-job-logs.js';
import { TypeOrmApprovals } from '../../src/modules/stations/infrastructure/typeorm-approvals.js';
import { TypeOrmJobs } from '../../src/modules/stations/infrastructure/typeorm-jobs.js';
import { ActionResult, AwaitedCall, WorkflowEngine } from '../../src/modules/workflow-engine/index.js';

/** Executions that begin and end as the test says. */
export class FakeContexts extends ExecutionContexts {
  private readonly contexts = new Map<string, ExecutionContext>();
  private readonly listeners = new Set<(executionId: string, endedAt: Date) => void>();

  begin(over: Partial<ExecutionContext> = {}): string {
    const executionId = newId();
    const context = {
      executionId,
      projectId: 'project',
      pipelineId: newId(),
      ended: false,
      repoToken: null,
      commitOf: () => null,
      noteCommit: async () => {},
      beginDeployment: async () => true,
      token: async () => 'token of the owner',
    };
    this.contexts.set(executionId, { ...context, ...over });
    return executionId;
  }

  /** Ends it without telling anybody, as another process would. */
  endSilently(executionId: string): void {
    const context = this.contexts.get(executionId);
    if (context) this.contexts.set(executionId, { ...context, ended: true });
  }

  end(executionId: string, endedAt = new Date(8.64e15)): void {
    this.endSilently(executionId);
    for (const listener of this.listeners) listener(executionId, endedAt);
  }

  forget(executionId: string): void {
    this.contexts.delete(executionId);
  }

  async find(executionId: string): Promise<ExecutionContext | undefined> {
    return this.contexts.get(executionId);
  }

  async running(): Promise<string[]> {
    return [...this.contexts.values()].filter(({ ended }) => !ended).map(({ executionId }) => executionId);
  }

  onEnded(listener: (executionId: string, endedAt: Date) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

/** Secrets that every pipeline has. */
export class FakeRunSecrets extends RunSecrets {
  readonly values = new Map<string, string>();

  async of(_pipelineId: string, names: readonly string[]): Promise<Readonly<Record<string, string>>> {
    const missing = names.filter((name) => !this.values.has(name));
    if (missing.length > 0)
      throw new DomainError('invalid', 'secret.unknown', `There is no ${missing.join()}.`);
    return Object.fromEntries(names.map((name) => [name, this.values.get(name) ?? '']));
  }
}

/** The part of an engine that stations see: takes results, or fails as it is told. */
export class ReceivingEngine {
  readonly results: { actionExecutionId: string; projectId: string; token: string; result: ActionResult }[] =
    [];
  failure: Error | undefined;
  readonly refusals: Date[] = [];
  /** What it waits for. */
  awaited: AwaitedCall[] = [];
  now = (): Date => new Date();

  readonly port = {
    awaitedCalls: async () => this.awaited,
    completeAction: async (
      ...[scope, actionExecutionId, result]: Parameters<WorkflowEngine['completeAction']>
    ) => {
      if (this.failure) {
        this.refusals.push(this.now());
        throw this.failure;
      }
      this.results.push({
        actionExecutionId,
        projectId: scope.projectId,
        token: await scope.token(),
        result,
      });
    },
  } as unknown as WorkflowEngine;

  of(actionExecutionId: string): ActionResult[] {
    return this.results
      .filter((entry) => entry.actionExecutionId === actionExecutionId)
      .map(({ result }) => result);
  }
}

export interface RigOptions {
  readonly session: DatabaseSession;
  readonly dataDir: string;
  readonly stations: readonly Station[];
  readonly clock?: Clock;
  readonly contexts?: FakeContexts;
  readonly engine?: ReceivingEngine;
  readonly secrets?: RunSecrets;
  readonly concurrency?: number;
  readonly leaseMs?: number;
  readonly timeoutMs?: number;
  readonly outputBytes?: number;
}

/** One process of the service as far as the stations go, without HTTP: wired by hand as stations.module.ts does it. */
export function stationRig(options: RigOptions) {
  const { session, dataDir } = options;
  const clock = options.clock ?? new SystemClock();
  const contexts = options.contexts ?? new FakeContexts();
  const engine = options.engine ?? new ReceivingEngine();
  const settings = {
    concurrency: options.concurrency ?? 2,
    leaseMs: options.leaseMs ?? 30_000,
    timeoutMs: options.timeoutMs ?? 600_000,
  };
  const jobs = new TypeOrmJobs(session);
  const events = new JobEvents(new TypeOrmEventLog(session, clock));
  const logs = new FileJobLogs(dataDir, options.outputBytes ?? 1_000_000);
  const workspaces = new DirectoryWorkspaces(dataDir);
  const registry = new StationRegistry(options.stations);
  const bell = new WorkBell();
  const running = new RunningAttempts();
  const worker = new Worker(
    new ClaimJob(jobs, session, clock, settings, events),
    new KeepLease(jobs, contexts, session, clock, settings),
    new RunAttempt(
      registry,
      contexts,
      options.secrets ?? new FakeRunSecrets(),
      workspaces,
      logs,
      clock,
      settings,
    ),
    new FinishJob(jobs, session, clock, bell, events),
    new ReportResults(jobs, engine.port, contexts, session, clock),
    running,
    bell,
    clock,
    settings,
  );
  const cancelJobs = new CancelJobs(
    contexts,
    running,
    jobs,
    new TypeOrmApprovals(session),
    session,
    clock,
    bell,
  );
  const acceptJob = new AcceptJob(contexts, registry, jobs, session, clock, bell);
  const credentials = new StationCredentials(KeyRing.of(Buffer.alloc(32)));
  return {
    clock,
    contexts,
    credentials,
    engine,
    jobs,
    bell,
    worker,
    cancelJobs,
    acceptJob,
    missedCalls: new TakeMissedCalls(contexts, credentials, jobs, engine.port, acceptJob, clock),
    workspaces,
    readTaskLog: new ReadTaskLog(jobs, logs),
    stationJobs: new StationJobs(jobs),
    /** Makes a job; answers the id of its action execution. */
    async order(
      station: string,
      input: object,
      executionId = contexts.begin(),
      taskId = newId(),
    ): Promise<string> {
      const actionExecutionId = newId();
      await acceptJob.execute({ station, executionId, taskId, actionExecutionId, input });
      return actionExecutionId;
    },
  };
}

export type StationRig = ReturnType<typeof stationRig>;
