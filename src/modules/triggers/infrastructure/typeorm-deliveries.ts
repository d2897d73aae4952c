import { Injectable } from '@nestjs/common';
import { DatabaseSession, insertOnce, isForeignKeyViolation } from '../../../database/database-session.js';
import { findRecord, Where } from '../../../database/find-record.js';
import { keysetPage } from '../../../database/keyset-page.js';
import { preparedChange } from '../../../database/prepared-statements.js';
import { insertRecord, updateRecords } from '../../../database/write-record.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { Page, PageRequest } from '../../../shared/domain/paging.js';
import { Deliveries } from '../domain/deliveries.js';
import { Delivery } from '../domain/delivery.js';
import { PackedPayload } from '../domain/packed-payload.js';
import { DeliveryPayloadRecord, DeliveryRecord } from './delivery.record.js';

const PROPERTIES = {
  received_at: 'receivedAt',
  verdict: 'verdict',
  ref: 'ref',
  commit: 'commit',
  host_delivery_id: 'hostDeliveryId',
};

@Injectable()
export class TypeOrmDeliveries extends Deliveries {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async insert(delivery: Delivery, payload?: PackedPayload): Promise<boolean> {
    const { writer } = this.session;
    try {
      const isNew = await insertOnce(writer, DeliveryRecord, { ...delivery });
      if (isNew && payload)
        await insertRecord(writer, DeliveryPayloadRecord, { ...payload, deliveryId: delivery.id });
      return isNew;
    } catch (error) {
      if (!isForeignKeyViolation(error)) throw error;
      throw new DomainError('not_found', 'trigger.not_found', 'There is no such trigger.');
    }
  }

  async find(pipelineId: string, id: string): Promise<Delivery | undefined> {
    return this.one({ id, pipelineId });
  }

  async byOnceKey(triggerId: string, onceKey: string): Promise<Delivery | undefined> {
    return this.one({ triggerId, onceKey });
  }

  async byStepKey(pipelineId: string, stepKey: string): Promise<Delivery | undefined> {
    return this.one({ pipelineId, stepKey });
  }

  async freeSteps(pipelineId: string, stepFrom: string): Promise<void> {
    const keys = { stepKey: null, stepFrom: null };
    await updateRecords(this.session.writer, DeliveryRecord, { pipelineId, stepFrom }, keys);
  }

  async countRefused(triggerId: string, onceKey: string): Promise<void> {
    const sql = 'UPDATE deliveries SET refused_more = refused_more + 1 WHERE trigger_id = ? AND once_key = ?';
    await preparedChange(this.session.writer, sql, [triggerId, onceKey]);
  }

  async payload(id: string): Promise<PackedPayload | undefined> {
    const found = await findRecord(this.session.manager, DeliveryPayloadRecord, { deliveryId: id });
    return found && { contentType: found.contentType, body: Buffer.from(found.body) };
  }

  async ofPipeline(pipelineId: string, page: PageRequest): Promise<Page<Delivery>> {
    const found = await keysetPage(this.session.manager, page, {
      record: DeliveryRecord,
      where: { pipelineId },
      properties: PROPERTIES,
    });
    return { ...found, items: found.items.map(toDelivery) };
  }

  private async one(where: Where): Promise<Delivery | undefined> {
    const found = await findRecord(this.session.manager, DeliveryRecord, where);
    return found && toDelivery(found);
  }
}

function toDelivery(record: DeliveryRecord): Delivery {
  return {
    ...record,
    headers: record.headers as Delivery['headers'],
    rules: record.rules as Delivery['rules'],
  };
}
