import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DeliveryHost, DeliveryVerdict } from '../domain/delivery.js';
import type { SignatureVerdict } from '../domain/git-host.js';

@Entity('deliveries')
export class DeliveryRecord {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ name: 'project_id', type: 'varchar', length: 64 })
  projectId!: string;

  @Column({ name: 'pipeline_id', type: 'varchar', length: 36 })
  pipelineId!: string;

  @Column({ name: 'trigger_id', type: 'varchar', length: 36 })
  triggerId!: string;

  @Column({ name: 'received_at', type: 'datetime', precision: 6 })
  receivedAt!: Date;

  @Column({ name: 'remote_address', type: 'varchar', length: 64 })
  remoteAddress!: string;

  @Column({ type: 'varchar', length: 16 })
  host!: DeliveryHost;

  @Column({ type: 'varchar', length: 100 })
  event!: string;

  @Column({ name: 'host_delivery_id', type: 'varchar', length: 255, nullable: true })
  hostDeliveryId!: string | null;

  @Column({ type: 'simple-json' })
  headers!: object;

  @Column({ name: 'body_digest', type: 'varchar', length: 64 })
  bodyDigest!: string;

  @Column({ name: 'body_size', type: 'integer' })
  bodySize!: number;

  @Column({ type: 'varchar', length: 16 })
  signature!: SignatureVerdict;

  @Column({ type: 'varchar', length: 16 })
  verdict!: DeliveryVerdict;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'simple-json' })
  rules!: object;

  @Column({ name: 'source_ref', type: 'varchar', length: 255, nullable: true })
  ref!: string | null;

  @Column({ name: 'source_commit', type: 'varchar', length: 64, nullable: true })
  commit!: string | null;

  @Column({ name: 'execution_id', type: 'varchar', length: 36, nullable: true })
  executionId!: string | null;

  @Column({ name: 'duplicate_of', type: 'varchar', length: 36, nullable: true })
  duplicateOf!: string | null;

  @Column({ name: 'redelivery_of', type: 'varchar', length: 36, nullable: true })
  redeliveryOf!: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  actor!: string | null;

  @Column({ name: 'refused_more', type: 'integer' })
  refusedMore!: number;

  @Column({ name: 'once_key', type: 'varchar', length: 64, nullable: true })
  onceKey!: string | null;

  @Column({ name: 'step_key', type: 'varchar', length: 64, nullable: true })
  stepKey!: string | null;

  @Column({ name: 'step_from', type: 'varchar', length: 64, nullable: true })
  stepFrom!: string | null;
}

@Entity('delivery_payloads')
export class DeliveryPayloadRecord {
  @PrimaryColumn({ name: 'delivery_id', type: 'varchar', length: 36 })
  deliveryId!: string;

  @Column({ name: 'content_type', type: 'varchar', length: 255, nullable: true })
  contentType!: string | null;

  @Column({ type: 'blob' })
  body!: Buffer;
}

@Entity('trigger_rates')
export class TriggerRateRecord {
  @PrimaryColumn({ name: 'trigger_id', type: 'varchar', length: 36 })
  triggerId!: string;

  @Column({ type: 'integer' })
  minute!: number;

  @Column({ type: 'integer' })
  taken!: number;

  @Column({ type: 'integer' })
  refused!: number;
}
