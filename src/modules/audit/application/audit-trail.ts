import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { newId } from '../../../shared/domain/ids.js';
import { AuditEntry } from '../domain/audit-entry.js';
import { AuditLog, AuditOutcome } from '../domain/audit-log.js';

type Fields = Pick<AuditEntry, 'actor' | 'operation' | 'resourceType'> & Partial<AuditEntry>;

const NOTHING = {
  projectId: null,
  userId: null,
  userName: null,
  userProjectId: null,
  roles: [],
  delegated: false,
  resourceId: null,
  status: null,
  detail: null,
  requestId: null,
  remoteAddress: null,
  userAgent: null,
};

/** Writes down who changes what: before it is done, so that nothing is changed of which there is no entry. */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly log: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Joins the running unit of work where there is one; answers the entry's id. What cannot be written is thrown. */
  async note(fields: Fields): Promise<string> {
    const entry = { ...NOTHING, id: newId(), createdAt: this.clock.now(), ...fields };
    await this.log.add(entry);
    return entry.id;
  }

  settle(id: string, outcome: AuditOutcome): Promise<void> {
    return this.log.settle(id, outcome);
  }
}
