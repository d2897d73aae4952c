import { Injectable } from '@nestjs/common';
import { DatabaseSession, insertOnce, isForeignKeyViolation } from '../../../database/database-session.js';
import { preparedChange } from '../../../database/prepared-statements.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { RateKind, TriggerRates } from '../domain/trigger-rates.js';
import { TriggerRateRecord } from './delivery.record.js';

/** `minute` is assigned last: MariaDB's assignments see the ones before them. A clock that goes back does not start anew. */
const countUp = (kind: RateKind): string =>
  `UPDATE trigger_rates SET
    taken = CASE WHEN minute < ? THEN 0 ELSE taken END ${kind === 'taken' ? '+ 1' : ''},
    refused = CASE WHEN minute < ? THEN 0 ELSE refused END ${kind === 'refused' ? '+ 1' : ''},
    minute = CASE WHEN minute < ? THEN ? ELSE minute END
  WHERE trigger_id = ? AND (minute < ? OR ${kind} < ?)`;

/** The row's lock holds the deliveries of one trigger in line, so that none of them deadlocks with another. */
@Injectable()
export class TypeOrmTriggerRates extends TriggerRates {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async take(triggerId: string, kind: RateKind, minute: number, limit: number): Promise<boolean> {
    const { writer } = this.session;
    const values = [minute, minute, minute, minute, triggerId, minute, limit];
    if ((await preparedChange(writer, countUp(kind), values)) === 1) return true;
    try {
      const first = { triggerId, minute, taken: 0, refused: 0, [kind]: 1 };
      return await insertOnce(writer, TriggerRateRecord, first);
    } catch (error) {
      if (!isForeignKeyViolation(error)) throw error;
      throw new DomainError('not_found', 'trigger.not_found', 'There is no such trigger.');
    }
  }
}
