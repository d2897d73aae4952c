import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Approval } from '../domain/approvals.js';

@Entity('approvals')
export class ApprovalRecord {
  @PrimaryColumn({ name: 'job_id', type: 'varchar', length: 36 })
  jobId!: string;

  @Column({ name: 'execution_id', type: 'varchar', length: 36 })
  executionId!: string;

  @Column({ name: 'task_id', type: 'varchar', length: 64 })
  taskId!: string;

  @Column({ type: 'simple-json' })
  roles!: readonly string[];

  @Column({ name: 'four_eyes', type: 'boolean' })
  fourEyes!: boolean;

  @Column({ type: 'text', nullable: true })
  message!: string | null;

  @Column({ type: 'varchar', length: 16 })
  state!: Approval['state'];

  @Column({ name: 'expires_at', type: 'datetime', precision: 6, nullable: true })
  expiresAt!: Date | null;

  @Column({ name: 'decided_by_id', type: 'varchar', length: 64, nullable: true })
  decidedById!: string | null;

  @Column({ name: 'decided_by_name', type: 'varchar', length: 255, nullable: true })
  decidedByName!: string | null;

  @Column({ name: 'created_at', type: 'datetime', precision: 6 })
  createdAt!: Date;
}
