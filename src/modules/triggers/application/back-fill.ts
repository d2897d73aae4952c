import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Clock } from '../../../shared/domain/clock.js';
import { newId } from '../../../shared/domain/ids.js';
import { FindTrigger, FireTrigger, type FoundTrigger, type Pipeline } from '../../pipelines/index.js';
import { Deliveries } from '../domain/deliveries.js';
import type { Delivery } from '../domain/delivery.js';
import { stepKeysOf } from '../domain/delivery-keys.js';
import { judgeEvent, type Verdict } from '../domain/judge-event.js';
import type { MovedRef } from '../domain/polling.js';
import { type PushEvent, UNKNOWN_PATHS } from '../domain/webhook-event.js';

const NOWHERE = '0'.repeat(40);

/**
 * Makes up for a webhook that did not come: the ref's step gets the delivery that its push would have got, by the same
 * filters and under the same key, so that a webhook which comes after all is its duplicate.
 */
@Injectable()
export class BackFill {
  constructor(
    private readonly findTrigger: FindTrigger,
    private readonly fireTrigger: FireTrigger,
    private readonly deliveries: Deliveries,
    private readonly clock: Clock,
  ) {}

  trigger(pipeline: Pipeline): Promise<FoundTrigger> {
    return this.findTrigger.execute(pipeline.triggerId);
  }

  /** Joins the caller's unit of work. False where the filters leave it out, or a webhook has told of it. */
  async execute({ trigger, pipeline }: FoundTrigger, moved: MovedRef): Promise<boolean> {
    const event = pushOf(moved);
    const verdict = judgeEvent(event, trigger.filters);
    if (verdict.outcome !== 'build' || (await this.isKnown(pipeline.id, moved))) return false;
    const executionId = newId();
    const delivery = { ...this.row(pipeline, event, verdict, moved), executionId };
    if (!(await this.deliveries.insert(delivery))) return false;
    const { ref, commit } = verdict;
    const { id: deliveryId } = delivery;
    const actor = pipeline.userId;
    await this.fireTrigger.execute(pipeline, { executionId, deliveryId, actor, revision: { ref, commit } });
    return true;
  }

  private async isKnown(pipelineId: string, { ref, commit, tag }: MovedRef): Promise<boolean> {
    return (
      (await this.hasDelivery(pipelineId, ref, commit)) ||
      (tag !== null && (await this.hasDelivery(pipelineId, ref, tag)))
    );
  }

  private async hasDelivery(pipelineId: string, ref: string, commit: string): Promise<boolean> {
    const { items } = await this.deliveries.ofPipeline(pipelineId, {
      limit: 1,
      marker: undefined,
      sort: { key: 'received_at', direction: 'desc' },
      filters: { ref, commit },
    });
    return items.some(({ verdict }) => verdict !== 'rejected' && verdict !== 'rate_limited');
  }

  private row(pipeline: Pipeline, event: PushEvent, verdict: Verdict, { ref, commit }: MovedRef): Delivery {
    return {
      id: newId(),
      projectId: pipeline.projectId,
      pipelineId: pipeline.id,
      triggerId: pipeline.triggerId,
      receivedAt: this.clock.now(),
      remoteAddress: '',
      host: 'poller',
      event: event.name,
      hostDeliveryId: null,
      headers: {},
      bodyDigest: createHash('sha256').update(`${commit} ${ref}`).digest('hex'),
      bodySize: 0,
      signature: 'missing',
      verdict: 'started',
      reason: null,
      rules: [
        { rule: 'poll', passed: true, detail: 'The repository has it, and no webhook told of it.' },
        ...verdict.rules,
      ],
      ref: verdict.ref,
      commit: verdict.commit,
      executionId: null,
      duplicateOf: null,
      redeliveryOf: null,
      actor: null,
      refusedMore: 0,
      onceKey: null,
      ...stepKeysOf(event, verdict),
    };
  }
}

function pushOf({ ref, commit, before }: MovedRef): PushEvent {
  const change = {
    ref,
    commit,
    before: before ?? NOWHERE,
    deleted: false,
    message: null,
    paths: UNKNOWN_PATHS,
  };
  return { kind: 'push', name: 'poll', changes: [change] };
}
