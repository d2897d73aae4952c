import { Column, Entity, PrimaryColumn } from 'typeorm';
import { SealedColumn } from '../../../database/sealed-column.js';
import type { UnsignedWebhooks } from '../domain/pipeline-trigger.js';

export function placeOf(triggerId: string): string {
  return `trigger:${triggerId}`;
}

@Entity('pipeline_triggers')
export class PipelineTriggerRecord {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ name: 'pipeline_id', type: 'varchar', length: 36 })
  pipelineId!: string;

  @Column({ name: 'project_id', type: 'varchar', length: 64 })
  projectId!: string;

  @Column({ type: 'varchar', length: 8 })
  unsigned!: UnsignedWebhooks;

  @Column({ name: 'rate_limit', type: 'integer' })
  rateLimit!: number;

  @Column({ type: 'simple-json' })
  filters!: object;

  @SealedColumn({ name: 'sealed_secret', nullable: true, place: placeOf })
  sealedSecret!: string | null;

  @Column({ name: 'secret_made_at', type: 'datetime', precision: 6, nullable: true })
  secretMadeAt!: Date | null;

  @SealedColumn({ name: 'sealed_previous', nullable: true, place: placeOf })
  sealedPrevious!: string | null;

  @Column({ name: 'previous_until', type: 'datetime', precision: 6, nullable: true })
  previousUntil!: Date | null;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ name: 'created_at', type: 'datetime', precision: 6 })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'datetime', precision: 6 })
  updatedAt!: Date;
}
