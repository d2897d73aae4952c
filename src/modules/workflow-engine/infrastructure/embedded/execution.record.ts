import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epoch } from './epoch.js';

/** One run: what it was started with, and where it stands. */
@Entity('engine_executions')
export class EngineExecutionRecord {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ name: 'project_id', type: 'varchar', length: 64 })
  projectId!: string;

  @Column({ name: 'workflow_name', type: 'varchar', length: 512 })
  workflowName!: string;

  @Column({ type: 'varchar', length: 16 })
  state!: string;

  /** Which `EngineDefinitionRecord` it was started with. */
  @Column({ name: 'definition_digest', type: 'varchar', length: 64 })
  definitionDigest!: string;

  /** The `RunState`, in JSON. */
  @Column({ type: 'text' })
  document!: string;

  /** Counts the steps: whoever writes a step must have read the one before. */
  @Column({ type: 'integer' })
  version!: number;

  /** When the first timer of the run falls due. */
  @Column({ name: 'next_timer_at', type: 'bigint', nullable: true, transformer: epoch })
  nextTimerAt!: number | null;

  @Column({ name: 'created_at', type: 'datetime', precision: 6 })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'datetime', precision: 6 })
  updatedAt!: Date;
}
