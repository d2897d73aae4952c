import { Page, PageRequest } from '../../../shared/domain/paging.js';
import type { ProjectScope } from '../../keystone-auth/index.js';
import { AuditEntry } from './audit-entry.js';

/** From when (inclusive) until when (exclusive); undefined: unbounded. */
export interface TimeSpan {
  readonly from: Date | undefined;
  readonly until: Date | undefined;
}

/** How a request ended. */
export interface AuditOutcome {
  readonly status: number;
  /** What it made; null: as it was written before. */
  readonly resourceId: string | null;
}

/** Entries are added, and go when they are old; none is changed once its outcome is written. */
export abstract class AuditLog {
  /** Joins the running unit of work, or is a transaction of its own. */
  abstract add(entry: AuditEntry): Promise<void>;

  /** Writes how it ended, once. */
  abstract settle(id: string, outcome: AuditOutcome): Promise<void>;

  /** Sort key: created_at. Filters by their wire names: user_id, resource_type, resource_id, operation. */
  abstract list(scope: ProjectScope, page: PageRequest, span: TimeSpan): Promise<Page<AuditEntry>>;

  /** Removes at most `limit` entries from before `time`, the oldest first; answers how many. Joins the unit of work. */
  abstract deleteBefore(time: Date, limit: number): Promise<number>;
}
