import { Readable } from 'node:stream';

/** Whose log it is. */
export interface LogAddress {
  readonly executionId: string;
  readonly actionExecutionId: string;
}

/** The open end of a job's log. Never throws: a full disk must not change a test's verdict. */
export interface JobLog {
  /** What the work wrote: secrets masked, and cut at the size limit except for its last part. */
  write(chunk: Buffer): void;
  /** A line of the service's own; not cut. */
  note(line: string): void;
  /** Everything is in the file when this resolves; answers the file's size in bytes. Further writes do nothing. */
  close(): Promise<number>;
}

/** Logs as files that only grow, so that a byte's offset never changes; readable while they are written. */
export abstract class JobLogs {
  /** Appends to what earlier attempts wrote. None of `secrets` will be readable in it. */
  abstract open(address: LogAddress, secrets: readonly string[]): Promise<JobLog>;

  /** Bytes so far; 0 where there is no log. */
  abstract size(address: LogAddress): Promise<number>;

  /** Bytes from `start` up to, without, `end`. */
  abstract read(address: LogAddress, start: number, end: number): Readable;
}
