import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { epoch } from './epoch.js';

/** Something that is to happen to a run: kept before it is acknowledged, gone with the step that takes it in. */
@Entity('engine_events')
export class EngineEventRecord {
  @PrimaryGeneratedColumn({ type: 'integer' })
  id!: number;

  @Column({ name: 'execution_id', type: 'varchar', length: 36 })
  executionId!: string;

  /** A `RunEvent`, in JSON. */
  @Column({ type: 'text' })
  event!: string;

  @Column({ name: 'created_at', type: 'bigint', transformer: epoch })
  createdAt!: number;
}
