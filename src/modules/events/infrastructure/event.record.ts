import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EventType } from '../domain/event.js';

@Entity('events')
export class EventRecord {
  @PrimaryColumn({ type: 'bigint', transformer: { to: (value: number) => value, from: Number } })
  sequence!: number;

  @Column({ type: 'varchar', length: 64 })
  type!: EventType;

  @Column({ name: 'project_id', type: 'varchar', length: 64 })
  projectId!: string;

  @Column({ name: 'pipeline_id', type: 'varchar', length: 36, nullable: true })
  pipelineId!: string | null;

  @Column({ name: 'execution_id', type: 'varchar', length: 36, nullable: true })
  executionId!: string | null;

  @Column({ type: 'simple-json' })
  data!: object;

  @Column({ name: 'created_at', type: 'datetime', precision: 6 })
  createdAt!: Date;
}
