import { ApiProperty } from '@nestjs/swagger';
import { Receipt } from '../application/receive-webhook.js';
import { deliveryUri } from './delivery.presenter.js';

/** What a git host hears of a webhook that was taken. */
export class TriggerReceiptResponse {
  @ApiProperty({
    enum: ['started', 'ignored', 'duplicate'],
    description:
      'Whether the webhook started an execution. `duplicate`: the same one, or the same push, had done so before.',
  })
  verdict!: 'started' | 'ignored' | 'duplicate';

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'Why it started nothing; or, beside `started`, why the execution is likely to fail: the service could not act for the owner the last time it tried.',
  })
  reason!: string | null;

  @ApiProperty({ format: 'uuid', description: 'Of a webhook that came twice, the first one’s.' })
  delivery_id!: string;

  @ApiProperty({ format: 'uri', description: 'What became of it, for the pipeline’s users.' })
  delivery_uri!: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The delivery that had started the execution before.',
  })
  duplicate_of!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  execution_id!: string | null;

  @ApiProperty({ type: String, format: 'uri', nullable: true })
  execution_uri!: string | null;
}

export function presentReceipt(
  { delivery, pipeline, repeated }: Receipt,
  publicUrl: string,
): TriggerReceiptResponse {
  const { id, pipelineId, executionId, duplicateOf } = delivery;
  const isDuplicate = delivery.verdict === 'duplicate' || (repeated && executionId !== null);
  return {
    verdict: isDuplicate ? 'duplicate' : executionId === null ? 'ignored' : 'started',
    reason: reasonOf({ delivery, pipeline, repeated }, publicUrl),
    delivery_id: id,
    delivery_uri: deliveryUri(pipelineId, id, publicUrl),
    duplicate_of: isDuplicate ? (duplicateOf ?? id) : null,
    execution_id: executionId,
    execution_uri: executionId && `${publicUrl}/v1/executions/${executionId}`,
  };
}

function reasonOf({ delivery, pipeline, repeated }: Receipt, publicUrl: string): string | null {
  if (delivery.reason !== null) return delivery.reason;
  if (repeated) return `The host has sent this delivery before; it is ${delivery.id} here.`;
  if (pipeline.delegationStatus !== 'broken') return null;
  const renew = `${publicUrl}/v1/pipelines/${pipeline.id}/delegation/renew`;
  return `The delegation of the pipeline is broken, so the execution is likely to fail: renew it by POST ${renew} with your own token.`;
}
