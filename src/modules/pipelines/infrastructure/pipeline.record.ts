import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DelegationStatus } from '../../keystone-auth/index.js';
import type { ConcurrencySettings } from '../domain/concurrency.js';
import type { PipelineStatus } from '../domain/pipeline.js';

@Entity('pipelines')
export class PipelineRecord {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ name: 'project_id', type: 'varchar', length: 64 })
  projectId!: string;

  @Column({ name: 'user_id', type: 'varchar', length: 64 })
  userId!: string;

  @Column({ type: 'varchar', length: 100 })
  name!: string;

  @Column({ type: 'text' })
  description!: string;

  @Column({ type: 'simple-json' })
  tags!: string[];

  @Column({ name: 'plan_id', type: 'varchar', length: 36 })
  planId!: string;

  @Column({ name: 'workbook_name', type: 'varchar', length: 255 })
  workbookName!: string;

  @Column({ name: 'run_timeout', type: 'integer', nullable: true })
  runTimeout!: number | null;

  @Column({ name: 'task_timeout', type: 'integer', nullable: true })
  taskTimeout!: number | null;

  @Column({ type: 'simple-json', nullable: true })
  concurrency!: ConcurrencySettings | null;

  @Column({ name: 'workbook_created', type: 'boolean' })
  workbookCreated!: boolean;

  @Column({ name: 'trigger_id', type: 'varchar', length: 36 })
  triggerId!: string;

  @Column({ name: 'delegation_id', type: 'varchar', length: 36 })
  delegationId!: string;

  @Column({ name: 'delegation_status', type: 'varchar', length: 16, default: 'ok' })
  delegationStatus!: DelegationStatus;

  @Column({ name: 'stack_id', type: 'varchar', length: 64, nullable: true })
  stackId!: string | null;

  @Column({ type: 'varchar', length: 16 })
  status!: PipelineStatus;

  @Column({ name: 'status_reason', type: 'text', nullable: true })
  statusReason!: string | null;

  @Column({ name: 'lease_until', type: 'datetime', precision: 6, nullable: true })
  leaseUntil!: Date | null;

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
