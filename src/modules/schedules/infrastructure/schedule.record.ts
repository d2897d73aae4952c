import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('schedules')
export class ScheduleRecord {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ name: 'project_id', type: 'varchar', length: 64 })
  projectId!: string;

  @Column({ name: 'pipeline_id', type: 'varchar', length: 36 })
  pipelineId!: string;

  @Column({ name: 'user_id', type: 'varchar', length: 64 })
  userId!: string;

  @Column({ type: 'varchar', length: 100 })
  cron!: string;

  @Column({ name: 'time_zone', type: 'varchar', length: 64 })
  timeZone!: string;

  @Column({ name: 'source_ref', type: 'varchar', length: 255, nullable: true })
  ref!: string | null;

  @Column({ type: 'simple-json' })
  inputs!: object;

  @Column({ type: 'boolean' })
  enabled!: boolean;

  @Column({ name: 'next_run_at', type: 'datetime', precision: 6, nullable: true })
  nextRunAt!: Date | null;

  @Column({ name: 'last_due_at', type: 'datetime', precision: 6, nullable: true })
  lastDueAt!: Date | null;

  @Column({ name: 'last_execution_id', type: 'varchar', length: 36, nullable: true })
  lastExecutionId!: string | null;

  @Column({ name: 'request_digest', type: 'varchar', length: 64, nullable: true })
  requestDigest!: string | null;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ name: 'created_at', type: 'datetime', precision: 6 })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'datetime', precision: 6 })
  updatedAt!: Date;
}
