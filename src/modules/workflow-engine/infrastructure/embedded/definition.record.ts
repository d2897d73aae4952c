import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What runs are pinned to: kept once, however many there are, and never changed. */
@Entity('engine_definitions')
export class EngineDefinitionRecord {
  /** SHA-256 of `definition`. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  digest!: string;

  /** JSON list of the workbooks a run was started with; the first is its own. */
  @Column({ type: 'text' })
  definition!: string;
}
