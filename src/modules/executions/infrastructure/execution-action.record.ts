import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ActionActor, ActionKind, ActionOutcome } from '../domain/execution-actions.js';

@Entity('execution_actions')
export class ExecutionActionRecord {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ name: 'execution_id', type: 'varchar', length: 36 })
  executionId!: string;

  @Column({ type: 'varchar', length: 16 })
  kind!: ActionKind;

  @Column({ type: 'integer' })
  attempt!: number;

  @Column({ type: 'varchar', length: 16 })
  actor!: ActionActor;

  @Column({ name: 'user_id', type: 'varchar', length: 64, nullable: true })
  userId!: string | null;

  @Column({ name: 'user_name', type: 'varchar', length: 255, nullable: true })
  userName!: string | null;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'varchar', length: 16 })
  outcome!: ActionOutcome;

  @Column({ type: 'text', nullable: true })
  detail!: string | null;

  @Column({ type: 'simple-json', nullable: true })
  plan!: object | null;

  @Column({ name: 'new_execution_id', type: 'varchar', length: 36, nullable: true })
  newExecutionId!: string | null;

  @Column({ name: 'task_id', type: 'varchar', length: 64, nullable: true })
  taskId!: string | null;

  @Column({ type: 'simple-json', nullable: true })
  roles!: readonly string[] | null;

  @Column({ name: 'lease_until', type: 'datetime', precision: 6, nullable: true })
  leaseUntil!: Date | null;

  @Column({ name: 'created_at', type: 'datetime', precision: 6 })
  createdAt!: Date;

  @Column({ name: 'finished_at', type: 'datetime', precision: 6, nullable: true })
  finishedAt!: Date | null;
}
