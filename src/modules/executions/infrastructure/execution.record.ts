import { Column, Entity, PrimaryColumn } from 'typeorm';
import { SealedColumn } from '../../../database/sealed-column.js';
import type { ConcurrencyPolicy } from '../domain/concurrency.js';
import type { EndedBy, ExecutionState, ExecutionTrigger } from '../domain/execution.js';

export function placeOf(executionId: string): string {
  return `execution:${executionId}`;
}

@Entity('executions')
export class ExecutionRecord {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ name: 'project_id', type: 'varchar', length: 64 })
  projectId!: string;

  @Column({ name: 'pipeline_id', type: 'varchar', length: 36 })
  pipelineId!: string;

  @Column({ name: 'delegation_id', type: 'varchar', length: 36 })
  delegationId!: string;

  @Column({ name: 'workbook_name', type: 'varchar', length: 255 })
  workbookName!: string;

  @Column({ name: 'workbook_digest', type: 'varchar', length: 80, nullable: true })
  workbookDigest!: string | null;

  @Column({ name: 'workflow_name', type: 'varchar', length: 511, nullable: true })
  workflowName!: string | null;

  @Column({ type: 'varchar', length: 16 })
  state!: ExecutionState;

  @Column({ name: 'state_info', type: 'text', nullable: true })
  stateInfo!: string | null;

  @Column({ name: 'waiting_for', type: 'text', nullable: true })
  waitingFor!: string | null;

  @Column({ name: 'waiting_since', type: 'datetime', precision: 6, nullable: true })
  waitingSince!: Date | null;

  @Column({ name: 'trigger_kind', type: 'varchar', length: 16 })
  triggerKind!: ExecutionTrigger['kind'];

  @Column({ type: 'varchar', length: 64 })
  actor!: string;

  @Column({ name: 'source_ref', type: 'varchar', length: 255, nullable: true })
  ref!: string | null;

  @Column({ name: 'source_commit', type: 'varchar', length: 64, nullable: true })
  commit!: string | null;

  @Column({ type: 'integer' })
  attempt!: number;

  @Column({ name: 'rerun_of', type: 'varchar', length: 36, nullable: true })
  rerunOf!: string | null;

  @Column({ name: 'pinned_digest', type: 'varchar', length: 80, nullable: true })
  pinnedDigest!: string | null;

  @Column({ name: 'engine_copy', type: 'boolean' })
  engineCopy!: boolean;

  @Column({ name: 'resolved_commit', type: 'varchar', length: 64, nullable: true })
  resolvedCommit!: string | null;

  @Column({ name: 'ended_by', type: 'varchar', length: 16, nullable: true })
  endedBy!: EndedBy | null;

  @Column({ name: 'ended_by_user_id', type: 'varchar', length: 64, nullable: true })
  endedByUserId!: string | null;

  @Column({ name: 'ended_by_user_name', type: 'varchar', length: 255, nullable: true })
  endedByUserName!: string | null;

  @Column({ name: 'end_reason', type: 'text', nullable: true })
  endReason!: string | null;

  @Column({ type: 'varchar', length: 36, nullable: true })
  reopening!: string | null;

  @Column({ name: 'run_timeout', type: 'integer', nullable: true })
  runTimeout!: number | null;

  @Column({ name: 'task_timeout', type: 'integer', nullable: true })
  taskTimeout!: number | null;

  @Column({ name: 'deadline_at', type: 'datetime', precision: 6, nullable: true })
  deadlineAt!: Date | null;

  @Column({ name: 'tasks_due_at', type: 'datetime', precision: 6, nullable: true })
  tasksDueAt!: Date | null;

  @Column({ name: 'paused_at', type: 'datetime', precision: 6, nullable: true })
  pausedAt!: Date | null;

  @Column({ name: 'concurrency_group', type: 'varchar', length: 120, nullable: true })
  group!: string | null;

  @Column({ name: 'concurrency_limit', type: 'integer', nullable: true })
  limit!: number | null;

  @Column({ name: 'concurrency_policy', type: 'varchar', length: 16, nullable: true })
  policy!: ConcurrencyPolicy | null;

  @Column({ name: 'queue_place', type: 'integer', nullable: true })
  queuePlace!: number | null;

  @Column({ name: 'superseded_by', type: 'varchar', length: 36, nullable: true })
  supersededBy!: string | null;

  @Column({ name: 'has_deployed', type: 'boolean' })
  hasDeployed!: boolean;

  @Column({ name: 'delivery_id', type: 'varchar', length: 36, nullable: true })
  deliveryId!: string | null;

  @Column({ name: 'offered_inputs', type: 'simple-json' })
  offeredInputs!: object;

  @Column({ name: 'given_inputs', type: 'simple-json' })
  givenInputs!: object;

  @Column({ type: 'simple-json' })
  inputs!: object;

  @Column({ type: 'simple-json' })
  outputs!: object;

  /** Sealed; null for a public repository. */
  @SealedColumn({ name: 'repo_token', nullable: true, place: placeOf })
  repoToken!: string | null;

  @Column({ name: 'request_digest', type: 'varchar', length: 64, nullable: true })
  requestDigest!: string | null;

  /** When it is due to be handed over to the engine; null once the engine has it, and while it waits in its group's queue. */
  @Column({ name: 'hand_over_at', type: 'datetime', precision: 6, nullable: true })
  handOverAt!: Date | null;

  /** When the engine was last asked about it. */
  @Column({ name: 'watched_at', type: 'datetime', precision: 6 })
  watchedAt!: Date;

  @Column({ name: 'created_at', type: 'datetime', precision: 6 })
  createdAt!: Date;

  @Column({ name: 'started_at', type: 'datetime', precision: 6, nullable: true })
  startedAt!: Date | null;

  @Column({ name: 'ended_at', type: 'datetime', precision: 6, nullable: true })
  endedAt!: Date | null;

  @Column({ name: 'updated_at', type: 'datetime', precision: 6 })
  updatedAt!: Date;
}
