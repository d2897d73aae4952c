import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import type { Principal } from '../../keystone-auth/index.js';
import { FireTrigger } from '../../pipelines/index.js';
import { Deliveries } from '../domain/deliveries.js';
import { Delivery } from '../domain/delivery.js';
import { notBelieved, payloadGone } from '../domain/not-redelivered.js';
import { type Rejudged, RejudgeDelivery } from './rejudge-delivery.js';

/** Has a delivery judged again, by the trigger's present filters, on a user's word; a new row says what became of it. */
@Injectable()
export class Redeliver {
  constructor(
    private readonly rejudge: RejudgeDelivery,
    private readonly deliveries: Deliveries,
    private readonly fireTrigger: FireTrigger,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * `newId`: of the new row; where there is one of that id it is the answer. Throws `conflict`: `delivery.rejected` for what
   * was not believed and is not now, `delivery.payload_gone` where its bytes were not kept.
   */
  async execute(principal: Principal, pipelineId: string, id: string, newId: string): Promise<Delivery> {
    const judged = await this.rejudge.execute(principal, pipelineId, id);
    const actor = principal.userId;
    const delivery = { ...again(judged), id: newId, receivedAt: this.clock.now(), actor };
    return this.unitOfWork.run(async () => {
      if (!(await this.deliveries.insert(delivery))) return this.repeated(delivery);
      const { executionId, id: deliveryId, ref, commit } = delivery;
      if (executionId !== null)
        await this.fireTrigger.execute(judged.found.pipeline, {
          executionId,
          deliveryId,
          actor,
          revision: { ref, commit },
        });
      return delivery;
    });
  }

  private async repeated({ pipelineId, id, redeliveryOf }: Delivery): Promise<Delivery> {
    const known = await this.deliveries.find(pipelineId, id);
    if (known && known.redeliveryOf === redeliveryOf) return known;
    throw new DomainError(
      'conflict',
      'idempotency.key_reused',
      'This Idempotency-Key was used for another request: use a new key for a new request.',
    );
  }
}

/** The row of what was judged again. Throws `conflict` where it could not be. */
function again({ original, belief, judgement }: Rejudged): Omit<Delivery, 'id' | 'receivedAt' | 'actor'> {
  if (!belief.passed) throw notBelieved();
  if (!judgement) throw payloadGone();
  return {
    ...original,
    ...judgement,
    rules: [belief, ...judgement.rules],
    redeliveryOf: original.id,
    duplicateOf: null,
    refusedMore: 0,
    onceKey: null,
    stepKey: null,
    stepFrom: null,
  };
}
