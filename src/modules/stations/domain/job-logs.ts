import { Readable } from 'node:stream';

/** Whose log it is. */
export interface LogAddress {
  readonly executionId: string;
  readonly actionExecutionId: string;
}

/** The open end of a job's log. Never throws: a full disk must not change a test's verdict. */
export interface JobLog {
  /**
   * What the work wrote: secrets masked, and cut at the size limit except for its last part. Where it answers a promise,
   * the store is behind: whoever has more to write waits for it, so that output never piles up in memory.
   */
  write(chunk: Buffer): void | Promise<void>;
  /** A line of the service's own; not cut. */
  note(line: string): void;
  /** Everything is in the log when this resolves; answers its size in bytes. Further writes do nothing. */
  close(): Promise<number>;
}

/** Logs that only grow, so that a byte's offset never changes; readable while they are written, from any process. */
export abstract class JobLogs {
  private readonly listeners = new Map<string, Set<() => void>>();

  /** Appends to what earlier attempts wrote. None of `secrets` will be readable in it. */
  abstract open(address: LogAddress, secrets: readonly string[]): Promise<JobLog>;

  /** Bytes so far; 0 where there is no log. */
  abstract size(address: LogAddress): Promise<number>;

  /** Bytes from `start` up to, without, `end`, in pieces of at most 64 KiB, read as they are taken. */
  abstract read(address: LogAddress, start: number, end: number): Readable;

  /** Removes all logs of an execution, in small steps; nothing happens where there are none. */
  abstract remove(executionId: string): Promise<void>;

  /** Removes one log, in small steps; nothing happens where there is none. */
  abstract removeOne(address: LogAddress): Promise<void>;

  /** Executions that have logs on this machine alone; none where logs are not kept so. */
  abstract local(): AsyncIterable<string>;

  /** Calls back when a log of the execution has grown by this process's doing; answers how to stop. */
  onGrowth(executionId: string, listener: () => void): () => void {
    const listeners = this.listeners.get(executionId) ?? new Set();
    this.listeners.set(executionId, listeners.add(listener));
    return () => {
      if (listeners.delete(listener) && listeners.size === 0) this.listeners.delete(executionId);
    };
  }

  protected grown({ executionId }: LogAddress): void {
    for (const listener of this.listeners.get(executionId) ?? []) listener();
  }
}
