import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epoch } from './epoch.js';

/**
 * An action execution that has left the interpreter. `pending`: the owner is running it or handing it over, and has
 * until the lease ends to say so again. `done`: it has ended, or somebody else has the work and will complete it.
 */
@Entity('engine_actions')
export class EngineActionRecord {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ name: 'execution_id', type: 'varchar', length: 36 })
  executionId!: string;

  @Column({ type: 'varchar', length: 8 })
  status!: 'pending' | 'done';

  /** The process that runs it. */
  @Column({ type: 'varchar', length: 36 })
  owner!: string;

  @Column({ name: 'lease_until', type: 'bigint', transformer: epoch })
  leaseUntil!: number;
}
