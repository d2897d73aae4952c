import { Column, Entity, PrimaryColumn } from 'typeorm';
import { SealedColumn } from '../../../database/sealed-column.js';

/** Where a secret's value is at rest. */
export function placeOf(secretId: string): string {
  return `secret:${secretId}`;
}

/** Of one of the two, the other is null; the row goes with it. */
@Entity('secrets')
export class SecretRecord {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ name: 'plan_id', type: 'varchar', length: 36, nullable: true })
  planId!: string | null;

  @Column({ name: 'pipeline_id', type: 'varchar', length: 36, nullable: true })
  pipelineId!: string | null;

  @Column({ type: 'varchar', length: 64 })
  name!: string;

  @SealedColumn({ name: 'sealed_value', place: placeOf })
  sealedValue!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ name: 'set_by', type: 'varchar', length: 64 })
  setBy!: string;

  @Column({ name: 'set_by_name', type: 'varchar', length: 255 })
  setByName!: string;

  @Column({ name: 'created_at', type: 'datetime', precision: 6 })
  createdAt!: Date;

  @Column({ name: 'set_at', type: 'datetime', precision: 6 })
  setAt!: Date;
}
