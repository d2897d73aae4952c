import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('repository_polls')
export class PollingRecord {
  @PrimaryColumn({ name: 'pipeline_id', type: 'varchar', length: 36 })
  pipelineId!: string;

  @Column({ name: 'project_id', type: 'varchar', length: 64 })
  projectId!: string;

  @Column({ name: 'interval_seconds', type: 'integer' })
  interval!: number;

  @Column({ type: 'simple-json', nullable: true })
  seen!: Record<string, string> | null;

  @Column({ name: 'next_poll_at', type: 'datetime', precision: 6 })
  nextPollAt!: Date;

  @Column({ name: 'last_poll_at', type: 'datetime', precision: 6, nullable: true })
  lastPollAt!: Date | null;

  @Column({ name: 'last_error', type: 'text', nullable: true })
  lastError!: string | null;

  @Column({ name: 'last_started', type: 'integer' })
  lastStarted!: number;

  @Column({ type: 'integer' })
  failures!: number;

  @Column({ name: 'created_at', type: 'datetime', precision: 6 })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'datetime', precision: 6 })
  updatedAt!: Date;
}
