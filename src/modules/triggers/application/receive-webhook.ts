import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { FindTrigger, FireTrigger, type FoundTrigger, type Pipeline } from '../../pipelines/index.js';
import { Deliveries } from '../domain/deliveries.js';
import { Delivery } from '../domain/delivery.js';
import { onceKeyOf, refusedKeyOf } from '../domain/delivery-keys.js';
import { WebhookRequest } from '../domain/git-host.js';
import { PackedPayload, packPayload } from '../domain/packed-payload.js';
import { TriggerRates } from '../domain/trigger-rates.js';
import { JudgedDelivery, JudgeWebhook } from './judge-webhook.js';

const MINUTE_MS = 60_000;
/** Of what is not believed only so much is kept, as anybody can send it. */
const LONGEST_DISBELIEVED = 65_536;
/** Packed; half of what MariaDB takes in one statement unless it is told otherwise. */
const LONGEST_KEPT = 8_388_608;

/** What became of a webhook that was taken. */
export interface Receipt {
  readonly delivery: Delivery;
  readonly pipeline: Pipeline;
  /** The host had sent the very same delivery before; `delivery` is that one. */
  readonly repeated: boolean;
}

/**
 * Takes a webhook: verifies, writes its row and, in the same transaction, the execution that it starts. No remote call is
 * made before the answer. Whether it is new is decided by the ledger's unique keys.
 */
@Injectable()
export class ReceiveWebhook {
  constructor(
    private readonly findTrigger: FindTrigger,
    private readonly judgeWebhook: JudgeWebhook,
    private readonly deliveries: Deliveries,
    private readonly rates: TriggerRates,
    private readonly fireTrigger: FireTrigger,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Throws `not_found` for an unknown trigger, `unauthenticated` (`delivery.rejected`) and `rate_limited`
   * (`trigger.rate_limited`), both of which name the row.
   */
  async execute(triggerId: string, request: WebhookRequest, remoteAddress: string): Promise<Receipt> {
    const found = await this.findTrigger.execute(triggerId);
    const judged = await this.judgeWebhook.execute(found, request, remoteAddress);
    const payload = await payloadToKeep(judged, request);
    const receipt = await this.unitOfWork.run(() => this.record(found, judged, payload));
    this.refuse(receipt.delivery);
    return { ...receipt, pipeline: found.pipeline };
  }

  private async record(
    found: FoundTrigger,
    { delivery, believed, arrivals }: JudgedDelivery,
    payload: PackedPayload | undefined,
  ): Promise<Omit<Receipt, 'pipeline'>> {
    const { id: triggerId, rateLimit } = found.trigger;
    const kind = believed ? 'taken' : 'refused';
    const minute = Math.floor(delivery.receivedAt.getTime() / MINUTE_MS);
    if (!(await this.rates.take(triggerId, kind, minute, rateLimit)))
      return this.limited(delivery, refusedKeyOf(kind, minute), payload);
    const earlier = await this.startedBefore(delivery);
    if (earlier) return { delivery: earlier, repeated: true };
    if (!(await this.deliveries.insert(delivery, payload))) return this.known(delivery, payload);
    for (const place of arrivals) await this.deliveries.freeSteps(delivery.pipelineId, place);
    if (delivery.executionId !== null) await this.start(found.pipeline, delivery, delivery.executionId);
    return { delivery, repeated: false };
  }

  private async start(pipeline: Pipeline, { id, ref, commit }: Delivery, executionId: string): Promise<void> {
    const revision = { ref, commit };
    await this.fireTrigger.execute(pipeline, {
      executionId,
      deliveryId: id,
      actor: pipeline.userId,
      revision,
    });
  }

  /** What the present settings ignore may have been built under earlier ones, and is still the same delivery. */
  private async startedBefore({
    verdict,
    triggerId,
    hostDeliveryId,
  }: Delivery): Promise<Delivery | undefined> {
    const onceKey = onceKeyOf(hostDeliveryId);
    if (verdict !== 'ignored' || onceKey === null) return undefined;
    return this.deliveries.byOnceKey(triggerId, onceKey);
  }

  /** One of its keys is taken: by the same delivery, or by another that built the same step. */
  private async known(
    delivery: Delivery,
    payload: PackedPayload | undefined,
  ): Promise<Omit<Receipt, 'pipeline'>> {
    const { triggerId, pipelineId, onceKey, stepKey } = delivery;
    const same = onceKey === null ? undefined : await this.deliveries.byOnceKey(triggerId, onceKey);
    if (same) return { delivery: same, repeated: true };
    const first = stepKey === null ? undefined : await this.deliveries.byStepKey(pipelineId, stepKey);
    if (!first) throw contended();
    const duplicate = duplicateOf(first, delivery);
    if (!(await this.deliveries.insert(duplicate, payload))) throw contended();
    return { delivery: duplicate, repeated: false };
  }

  /** The first that is refused in a minute has a row, and the others are counted there. */
  private async limited(
    delivery: Delivery,
    onceKey: string,
    payload: PackedPayload | undefined,
  ): Promise<Omit<Receipt, 'pipeline'>> {
    const reason = 'The trigger has taken as many webhooks in this minute as its rate_limit allows.';
    const rules = [...delivery.rules.slice(0, 1), { rule: 'rate_limit', passed: false, detail: reason }];
    const unbuilt = { executionId: null, stepKey: null, stepFrom: null, onceKey };
    const limited: Delivery = { ...delivery, ...unbuilt, verdict: 'rate_limited', reason, rules };
    if (await this.deliveries.insert(limited, payload)) return { delivery: limited, repeated: false };
    await this.deliveries.countRefused(delivery.triggerId, onceKey);
    const first = await this.deliveries.byOnceKey(delivery.triggerId, onceKey);
    if (!first) throw contended();
    return { delivery: first, repeated: true };
  }

  private refuse({ id, verdict, reason }: Delivery): void {
    if (verdict === 'rejected')
      throw new DomainError(
        'unauthenticated',
        'delivery.rejected',
        `${reason ?? ''} The pipeline shows it as its delivery ${id}.`,
        { challenge: 'Webhook-Signature' },
      );
    if (verdict === 'rate_limited') {
      const retryAfter = Math.ceil((MINUTE_MS - (this.clock.now().getTime() % MINUTE_MS)) / 1000);
      const detail = `${reason ?? ''} The pipeline shows it as its delivery ${id}.`;
      throw new DomainError('rate_limited', 'trigger.rate_limited', detail, { retryAfter });
    }
  }
}

async function payloadToKeep(
  { believed }: JudgedDelivery,
  request: WebhookRequest,
): Promise<PackedPayload | undefined> {
  if (!believed && request.rawBody.length > LONGEST_DISBELIEVED) return undefined;
  const packed = await packPayload(request);
  return packed.body.length <= LONGEST_KEPT ? packed : undefined;
}

function duplicateOf(first: Delivery, delivery: Delivery): Delivery {
  const detail = `The delivery ${first.id} told of the same change of the ref before, and it is built once.`;
  return {
    ...delivery,
    verdict: 'duplicate',
    reason: detail,
    rules: [...delivery.rules, { rule: 'duplicate', passed: false, detail }],
    executionId: first.executionId,
    duplicateOf: first.id,
    stepKey: null,
    stepFrom: null,
  };
}

function contended(): DomainError {
  return new DomainError(
    'unavailable',
    'delivery.contended',
    'The same webhook is being taken elsewhere, and that one has just gone: send it again.',
    { retryAfter: 1 },
  );
}
