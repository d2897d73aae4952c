import { Job } from './job.js';

/** Directories of one attempt; absolute paths. */
export interface Workspace {
  /** All of the others are in it. */
  readonly root: string;
  /** The checked out source. */
  readonly source: string;
  /** HOME of the commands. */
  readonly home: string;
  /** TMPDIR of the commands. */
  readonly temporary: string;
  /** Results before they go to the artifact store; the commands do not see it. */
  readonly output: string;
}

export abstract class Workspaces {
  /** Makes the attempt's directories, after removing what earlier attempts at the job left on this machine: files and processes. */
  abstract prepare(job: Job): Promise<Workspace>;

  /** Removes the attempt's directories, and what still runs of the attempt. */
  abstract remove(workspace: Workspace): Promise<void>;

  /** Ids of jobs that have directories here. */
  abstract list(): Promise<string[]>;

  /** Removes all that any attempt at the job left on this machine. */
  abstract clean(jobId: string): Promise<void>;
}
