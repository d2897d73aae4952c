import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CommitState } from '../domain/commit-status.js';

@Entity('commit_statuses')
export class CommitStatusRecord {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ name: 'project_id', type: 'varchar', length: 64 })
  projectId!: string;

  @Column({ name: 'pipeline_id', type: 'varchar', length: 36 })
  pipelineId!: string;

  @Column({ type: 'varchar', length: 64 })
  sha!: string;

  @Column({ name: 'execution_id', type: 'varchar', length: 36 })
  executionId!: string;

  @Column({ name: 'execution_created_at', type: 'datetime', precision: 6 })
  executionCreatedAt!: Date;

  @Column({ type: 'varchar', length: 16 })
  state!: CommitState;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ name: 'sent_version', type: 'integer' })
  sentVersion!: number;

  @Column({ name: 'sent_at', type: 'datetime', precision: 6, nullable: true })
  sentAt!: Date | null;

  @Column({ type: 'integer' })
  attempts!: number;

  @Column({ name: 'due_at', type: 'datetime', precision: 6, nullable: true })
  dueAt!: Date | null;

  @Column({ name: 'lease_until', type: 'datetime', precision: 6 })
  leaseUntil!: Date;

  @Column({ name: 'last_error', type: 'text', nullable: true })
  lastError!: string | null;

  @Column({ name: 'created_at', type: 'datetime', precision: 6 })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'datetime', precision: 6 })
  updatedAt!: Date;
}
