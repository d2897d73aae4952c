import { z } from 'zod';
import { ExecutionContext } from '../../executions/index.js';
import { Job, StationResult } from './job.js';
import { JobLog } from './job-logs.js';
import { Workspace } from './workspaces.js';

/** One try of a worker at a job, as a station sees it. */
export interface Attempt {
  readonly job: Job;
  readonly context: ExecutionContext;
  /** Name -> value of what the job's input names as `secrets`, as of the attempt's start. For commands only; masked in the log. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Empty at the start; gone after the attempt. */
  readonly workspace: Workspace;
  readonly log: JobLog;
  /** Aborted with a `Stop`. The station then ends what it has running and returns or throws soon; what it answers is not used. */
  readonly signal: AbortSignal;
}

/**
 * A kind of work that a workbook's tasks can ask for. `run` answers `passed: false` where the work was done and found
 * wanting, and throws where it could not be done: a `DomainError` with words for the user, anything else is a defect.
 * It may run more than once for one job (a lost worker's job is done again from the start).
 */
export interface Station<Input = unknown> {
  /** `[a-z-]+`; part of the URL. */
  readonly id: string;
  /** For people: what it does and what it answers. */
  readonly description: string;
  /** Whether a run that has called it is to be let end, whatever newer run comes. */
  readonly deploys?: boolean;
  /** Its input; members that are not in it are refused. */
  readonly input: z.ZodType<Input>;
  run(input: Input, attempt: Attempt): Promise<StationResult>;
  /**
   * Where the work is somebody's outside, and no worker gets it: notes what is waited for, in the unit of work that takes the
   * order. `run` is never called then.
   */
  readonly open?: (input: Input, job: Job) => Promise<void>;
}
