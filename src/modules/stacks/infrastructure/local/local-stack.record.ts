import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { StackStatus } from '../../domain/stack-provider.js';

/** A stack of the local provider: what is wanted, what runs, and who sees to it. */
@Entity('local_stacks')
export class LocalStackRecord {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ name: 'project_id', type: 'varchar', length: 64 })
  projectId!: string;

  @Column({ name: 'request_id', type: 'varchar', length: 255 })
  requestId!: string;

  @Column({ type: 'varchar', length: 255 })
  name!: string;

  @Column({ type: 'varchar', length: 32 })
  status!: StackStatus;

  @Column({ name: 'status_reason', type: 'text', nullable: true })
  statusReason!: string | null;

  /** What is wanted: the template's name and its complete parameters (a JSON object, like all texts below). */
  @Column({ type: 'varchar', length: 64 })
  template!: string;

  @Column({ type: 'text' })
  parameters!: string;

  /** Counts what was ever wanted, a deletion included. */
  @Column({ type: 'integer' })
  revision!: number;

  /** What serves, or is to be started again: the last update that succeeded. Null where nothing is to run. */
  @Column({ name: 'live_parameters', type: 'text', nullable: true })
  liveParameters!: string | null;

  @Column({ name: 'live_revision', type: 'integer', nullable: true })
  liveRevision!: number | null;

  /** Where the stack is reached, kept through all updates; null until something first ran. */
  @Column({ type: 'integer', nullable: true })
  port!: number | null;

  @Column({ type: 'text' })
  outputs!: string;

  /** The supervisor that may act, until `leaseUntil`; null where none does. */
  @Column({ name: 'lease_owner', type: 'varchar', length: 190, nullable: true })
  leaseOwner!: string | null;

  @Column({ name: 'lease_until', type: 'datetime', precision: 6, nullable: true })
  leaseUntil!: Date | null;

  /** Counts the claims, so that a supervisor that lost its lease cannot write any more. */
  @Column({ type: 'integer' })
  fence!: number;

  @Column({ name: 'created_at', type: 'datetime', precision: 6 })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'datetime', precision: 6 })
  updatedAt!: Date;
}
