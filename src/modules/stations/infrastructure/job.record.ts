import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { JobState, Verdict } from '../domain/job.js';

@Entity('station_jobs')
export class JobRecord {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ type: 'varchar', length: 64 })
  station!: string;

  @Column({ type: 'simple-json' })
  input!: object;

  @Column({ name: 'execution_id', type: 'varchar', length: 36 })
  executionId!: string;

  @Column({ name: 'task_id', type: 'varchar', length: 64 })
  taskId!: string;

  @Column({ name: 'action_execution_id', type: 'varchar', length: 64 })
  actionExecutionId!: string;

  @Column({ name: 'project_id', type: 'varchar', length: 64 })
  projectId!: string;

  @Column({ type: 'varchar', length: 16 })
  state!: JobState;

  @Column({ type: 'varchar', length: 16, nullable: true })
  verdict!: Verdict | null;

  @Column({ type: 'simple-json', nullable: true })
  result!: object | null;

  @Column({ type: 'integer' })
  attempt!: number;

  @Column({ type: 'integer' })
  losses!: number;

  @Column({ name: 'lease_owner', type: 'varchar', length: 255, nullable: true })
  leaseOwner!: string | null;

  @Column({ name: 'lease_until', type: 'datetime', precision: 6, nullable: true })
  leaseUntil!: Date | null;

  @Column({ name: 'created_at', type: 'datetime', precision: 6 })
  createdAt!: Date;

  @Column({ name: 'started_at', type: 'datetime', precision: 6, nullable: true })
  startedAt!: Date | null;

  @Column({ name: 'finished_at', type: 'datetime', precision: 6, nullable: true })
  finishedAt!: Date | null;

  @Column({
    name: 'log_bytes',
    type: 'bigint',
    nullable: true,
    transformer: { to: (size: number | null) => size, from: toNumber },
  })
  logBytes!: number | null;

  @Column({ name: 'log_expired', type: 'boolean' })
  logExpired!: boolean;

  @Column({ type: 'boolean' })
  reported!: boolean;

  @Column({ name: 'report_attempts', type: 'integer' })
  reportAttempts!: number;

  @Column({ name: 'report_at', type: 'datetime', precision: 6, nullable: true })
  reportAt!: Date | null;
}

/** Drivers give a bigint as text where it might not fit; a log's size always does. */
function toNumber(value: string | number | null): number | null {
  return value === null ? null : Number(value);
}
