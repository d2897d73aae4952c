/** Where a source is, without saying which commit. */
export interface SourceHead {
  readonly href: string;
  readonly ref?: string | null | undefined;
}

/** What a station needs to know of the execution that calls it; the engine never sees it. */
export interface ExecutionContext {
  readonly executionId: string;
  readonly projectId: string;
  readonly pipelineId: string;
  /** True once the execution has ended: its work is to stop and no new work is taken. */
  readonly ended: boolean;
  /** Credential for the plan's private repository; null for a public one. Never logged. */
  readonly repoToken: string | null;
  /** The commit that this execution builds of its own source, once it is known; null for the head, and for any other source. */
  commitOf(source: SourceHead): string | null;
  /** Notes what the head of its own source was; the first one counts, and what is another source's does not. */
  noteCommit(source: SourceHead, commit: string): Promise<void>;
  /** Notes that it begins to deploy: nothing supersedes it from now on. False where it is superseded already. Joins the unit of work. */
  beginDeployment(): Promise<boolean>;
  /** A token acting for the pipeline's owner, made anew when asked for; never `refused`, one that a service has just answered 401 to. */
  token(refused?: string): Promise<string>;
}

/** The stations' view of executions. */
export abstract class ExecutionContexts {
  /** Undefined where there is no such execution (any more). */
  abstract find(executionId: string): Promise<ExecutionContext | undefined>;

  /** Ids, after `afterId` and in order, of executions that have been running since before `before`. */
  abstract running(before: Date, afterId: string, limit: number): Promise<string[]>;

  /** Calls back after an execution has ended in this process, so that its jobs stop at once; a hint, `find` is the truth. */
  abstract onEnded(listener: (executionId: string, endedAt: Date) => void): () => void;
}
