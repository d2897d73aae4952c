import type { TaskApproval } from '../../executions/index.js';

/** One question to people: may this go on? It belongs to a job that waits, and to no worker. */
export interface Approval extends TaskApproval {
  readonly jobId: string;
  readonly executionId: string;
  readonly createdAt: Date;
}

export type Decision = Exclude<Approval['state'], 'waiting'>;

/** The questions and their answers. Writes join the unit of work; of several answers the first counts. */
export abstract class Approvals {
  abstract insert(approval: Approval): Promise<void>;

  /** In order of creation. */
  abstract ofExecution(executionId: string): Promise<Approval[]>;

  /** False where it is decided already. */
  abstract decide(jobId: string, decision: Decision, by: Approval['decidedBy']): Promise<boolean>;

  /** Those of an execution that has ended, made by `endedAt`, are not waited for any more. */
  abstract cancelOf(executionId: string, endedAt: Date): Promise<void>;

  /** Removes those of executions that go. */
  abstract deleteOf(executionIds: readonly string[]): Promise<void>;

  /** Waiting ones whose time is over by `now`. */
  abstract expired(now: Date, limit: number): Promise<Approval[]>;

  /** When the next one's time is over; undefined where none's is. */
  abstract nextExpiry(): Promise<Date | undefined>;
}
