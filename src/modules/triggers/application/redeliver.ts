import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import type { Principal } from '../../keystone-auth/index.js';
import { FindTrigger, FireTrigger, type FoundTrigger, type PipelineTrigger } from '../../pipelines/index.js';
import { Deliveries } from '../domain/deliveries.js';
import { Delivery, DeliveryRule } from '../domain/delivery.js';
import { unpackBody } from '../domain/packed-payload.js';
import { FindDelivery } from './find-delivery.js';
import { JudgeWebhook } from './judge-webhook.js';

/** Has a delivery judged again, by the trigger's present filters, on a user's word; a new row says what became of it. */
@Injectable()
export class Redeliver {
  constructor(
    private readonly findDelivery: FindDelivery,
    private readonly findTrigger: FindTrigger,
    private readonly judgeWebhook: JudgeWebhook,
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
    const { pipeline, delivery } = await this.findDelivery.execute(principal, pipelineId, id);
    const original = await this.originalOf(delivery);
    const found = await this.findTrigger.execute(pipeline.triggerId);
    const belief = beliefIn(original, found.trigger);
    const again = await this.judgeAgain(original, belief, found, principal, newId);
    return this.unitOfWork.run(async () => {
      if (!(await this.deliveries.insert(again))) return this.repeated(again);
      const { executionId, id: deliveryId, ref, commit } = again;
      const actor = principal.userId;
      if (executionId !== null)
        await this.fireTrigger.execute(found.pipeline, {
          executionId,
          deliveryId,
          actor,
          revision: { ref, commit },
        });
      return again;
    });
  }

  private async judgeAgain(
    original: Delivery,
    belief: DeliveryRule,
    { trigger }: FoundTrigger,
    principal: Principal,
    newId: string,
  ): Promise<Delivery> {
    const payload = await this.deliveries.payload(original.id);
    if (!payload)
      throw new DomainError(
        'conflict',
        'delivery.payload_gone',
        'The bytes of the delivery are not kept: have the git host send it again.',
      );
    const { contentType } = payload;
    const rawBody = await unpackBody(payload);
    const judgement = this.judgeWebhook.again(trigger, { headers: original.headers, contentType, rawBody });
    return {
      ...original,
      ...judgement,
      rules: [belief, ...judgement.rules],
      id: newId,
      receivedAt: this.clock.now(),
      redeliveryOf: original.id,
      duplicateOf: null,
      actor: principal.userId,
      refusedMore: 0,
      onceKey: null,
      stepKey: null,
      stepFrom: null,
    };
  }

  /** Bytes are kept with the delivery that they came with. */
  private async originalOf(delivery: Delivery): Promise<Delivery> {
    if (delivery.redeliveryOf === null) return delivery;
    return (await this.deliveries.find(delivery.pipelineId, delivery.redeliveryOf)) ?? delivery;
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

/** A user's word does not take the place of a signature: only what the trigger takes by now without one passes. */
function beliefIn({ rules: [arrival], signature }: Delivery, trigger: PipelineTrigger): DeliveryRule {
  if (arrival?.passed) return arrival;
  const detail = 'It was not signed, and the trigger takes unsigned webhooks by now.';
  if (signature === 'missing' && trigger.unsigned === 'allowed')
    return { rule: 'signature', passed: true, detail };
  throw new DomainError(
    'conflict',
    'delivery.rejected',
    'The delivery was not believed, and is not now: have the git host sign it and send it again, or start an execution yourself.',
  );
}
