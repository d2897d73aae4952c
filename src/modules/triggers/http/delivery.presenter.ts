import { ApiProperty } from '@nestjs/swagger';
import {
  DELIVERY_HOSTS,
  type Delivery,
  DELIVERY_VERDICTS,
  type DeliveryVerdict,
} from '../domain/delivery.js';

class DeliveryRuleResponse {
  @ApiProperty({ description: 'Stable; for programs.', example: 'filter.branches' })
  rule!: string;

  @ApiProperty()
  passed!: boolean;

  @ApiProperty({ example: 'The branch "docs" does not match "main".' })
  detail!: string;
}

/** One webhook that came in, and what became of it. */
export class DeliveryResponse {
  @ApiProperty({ format: 'uri' })
  uri!: string;

  @ApiProperty({ format: 'uuid' })
  uuid!: string;

  @ApiProperty({ enum: ['delivery'] })
  type!: 'delivery';

  @ApiProperty({ format: 'uuid' })
  pipeline_id!: string;

  @ApiProperty({ format: 'date-time' })
  received_at!: string;

  @ApiProperty({ description: 'Where the connection came from; behind a proxy, the proxy’s address.' })
  remote_address!: string;

  @ApiProperty({ enum: DELIVERY_HOSTS })
  host!: string;

  @ApiProperty({ example: 'push', description: 'The host’s name of it; empty where it was not read.' })
  event!: string;

  @ApiProperty({ type: String, nullable: true, description: 'What the host calls this delivery.' })
  host_delivery_id!: string | null;

  @ApiProperty({ enum: ['valid', 'invalid', 'missing'] })
  signature!: string;

  @ApiProperty({ enum: DELIVERY_VERDICTS })
  verdict!: DeliveryVerdict;

  @ApiProperty({ type: String, nullable: true, description: 'Why it started nothing.' })
  reason!: string | null;

  @ApiProperty({ type: [DeliveryRuleResponse], description: 'In the order in which they were asked.' })
  rules!: readonly DeliveryRuleResponse[];

  @ApiProperty({ type: String, nullable: true, example: 'refs/heads/main' })
  ref!: string | null;

  @ApiProperty({ type: String, nullable: true })
  commit!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  execution_id!: string | null;

  @ApiProperty({ type: String, format: 'uri', nullable: true })
  execution_uri!: string | null;

  @ApiProperty({
    type: String,
    format: 'uri',
    nullable: true,
    description: 'The delivery that had started the execution before this one came.',
  })
  duplicate_of!: string | null;

  @ApiProperty({
    type: String,
    format: 'uri',
    nullable: true,
    description: 'The delivery that was judged again; its address, headers and bytes are shown here too.',
  })
  redelivery_of!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Id of the user who had it judged again.' })
  redelivered_by!: string | null;

  @ApiProperty({
    description:
      'Of `rate_limited`: how many more were refused in the same minute, without a row of their own.',
  })
  refused_more!: number;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'Those that say what it is; tokens and signatures are not kept.',
  })
  headers!: Readonly<Record<string, string>>;

  @ApiProperty({ description: 'Bytes.' })
  body_size!: number;

  @ApiProperty({ description: 'SHA-256, in hexadecimal.' })
  body_digest!: string;
}

export function deliveryUri(pipelineId: string, id: string, publicUrl: string): string {
  return `${publicUrl}/v1/pipelines/${pipelineId}/deliveries/${id}`;
}

export function presentDelivery(delivery: Delivery, publicUrl: string): DeliveryResponse {
  const { id, pipelineId, executionId } = delivery;
  const other = (otherId: string | null): string | null =>
    otherId === null ? null : deliveryUri(pipelineId, otherId, publicUrl);
  return {
    uri: deliveryUri(pipelineId, id, publicUrl),
    uuid: id,
    type: 'delivery',
    pipeline_id: pipelineId,
    received_at: delivery.receivedAt.toISOString(),
    remote_address: delivery.remoteAddress,
    host: delivery.host,
    event: delivery.event,
    host_delivery_id: delivery.hostDeliveryId,
    signature: delivery.signature,
    verdict: delivery.verdict,
    reason: delivery.reason,
    rules: delivery.rules,
    ref: delivery.ref,
    commit: delivery.commit,
    execution_id: executionId,
    execution_uri: executionId && `${publicUrl}/v1/executions/${executionId}`,
    duplicate_of: other(delivery.duplicateOf),
    redelivery_of: other(delivery.redeliveryOf),
    redelivered_by: delivery.actor,
    refused_more: delivery.refusedMore,
    headers: delivery.headers,
    body_size: delivery.bodySize,
    body_digest: delivery.bodyDigest,
  };
}
