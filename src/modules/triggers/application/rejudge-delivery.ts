import { Injectable } from '@nestjs/common';
import type { Principal } from '../../keystone-auth/index.js';
import { FindTrigger, type FoundTrigger, type PipelineTrigger } from '../../pipelines/index.js';
import { Deliveries } from '../domain/deliveries.js';
import { Delivery, DeliveryRule } from '../domain/delivery.js';
import { notBelieved, payloadGone } from '../domain/not-redelivered.js';
import { unpackBody } from '../domain/packed-payload.js';
import { FindDelivery } from './find-delivery.js';
import { type Judgement, JudgeWebhook } from './judge-webhook.js';

/** What a stored delivery comes to by the trigger's present settings. */
export interface Rejudged {
  readonly found: FoundTrigger;
  /** The delivery that the bytes came with. */
  readonly original: Delivery;
  /** Whether it is believed; the rule that is asked first. */
  readonly belief: DeliveryRule;
  /** Undefined where it is not believed. */
  readonly judgement: Judgement | undefined;
  /** Of one that is believed: whether its bytes are kept, as there is no judgement without them. */
  readonly payload: DeliveryRule;
}

/** Judges a delivery again, and does nothing about it. */
@Injectable()
export class RejudgeDelivery {
  constructor(
    private readonly findDelivery: FindDelivery,
    private readonly findTrigger: FindTrigger,
    private readonly judgeWebhook: JudgeWebhook,
    private readonly deliveries: Deliveries,
  ) {}

  /** Throws `not_found` (`pipeline.not_found`, `delivery.not_found`; `trigger.not_found` while the pipeline is being deleted). */
  async execute(principal: Principal, pipelineId: string, id: string): Promise<Rejudged> {
    const { pipeline, delivery } = await this.findDelivery.execute(principal, pipelineId, id);
    const original = await this.originalOf(delivery);
    const found = await this.findTrigger.execute(pipeline.triggerId);
    const belief = beliefIn(original, found.trigger);
    const judgement = belief.passed ? await this.judge(original, found.trigger) : undefined;
    return { found, original, belief, judgement, payload: payloadRule(judgement !== undefined) };
  }

  /** Undefined where the bytes were not kept. */
  private async judge(original: Delivery, trigger: PipelineTrigger): Promise<Judgement | undefined> {
    const payload = await this.deliveries.payload(original.id);
    if (!payload) return undefined;
    const { contentType } = payload;
    const rawBody = await unpackBody(payload);
    return this.judgeWebhook.again(trigger, { headers: original.headers, contentType, rawBody });
  }

  /** Bytes are kept with the delivery that they came with. */
  private async originalOf(delivery: Delivery): Promise<Delivery> {
    if (delivery.redeliveryOf === null) return delivery;
    return (await this.deliveries.find(delivery.pipelineId, delivery.redeliveryOf)) ?? delivery;
  }
}

/** A user's word does not take the place of a signature: only what the trigger takes by now without one passes. */
function beliefIn({ rules: [arrival], signature }: Delivery, trigger: PipelineTrigger): DeliveryRule {
  if (arrival?.passed) return arrival;
  if (signature === 'missing' && trigger.unsigned === 'allowed') {
    const detail = 'It was not signed, and the trigger takes unsigned webhooks by now.';
    return { rule: 'signature', passed: true, detail };
  }
  return { rule: 'signature', passed: false, detail: notBelieved().message };
}

function payloadRule(passed: boolean): DeliveryRule {
  const detail = passed ? 'The bytes of the delivery are kept.' : payloadGone().message;
  return { rule: 'payload', passed, detail };
}
