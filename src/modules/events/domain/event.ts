import type { JsonObject } from '../../../shared/domain/json.js';

/** What happened; the prefix names what it happened to. Types are added, never changed. */
export type EventType =
  | 'execution.created'
  | 'execution.state_changed'
  | 'task.state_changed'
  /** A worker has begun an attempt: from here on the task's log can be followed. */
  | 'job.started'
  /** The job is done: its log is whole. */
  | 'job.ended'
  | 'approval.requested'
  | 'approval.decided'
  | `delivery.${string}`;

export interface NewEvent {
  readonly type: EventType;
  readonly projectId: string;
  readonly pipelineId: string | null;
  readonly executionId: string | null;
  /** As users see it, with the names of the API; never a secret. */
  readonly data: JsonObject;
}

/** Something that has happened, and was committed. */
export interface Event extends NewEvent {
  /** One order for the whole database: whoever has read up to a number has missed nothing before it. */
  readonly sequence: number;
  readonly createdAt: Date;
}

/** Which events are wanted. */
export interface EventFilter {
  /** Undefined: every project's. */
  readonly projectId?: string;
  readonly executionId?: string;
}
