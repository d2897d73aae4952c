import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Artifact } from '../../../shared/domain/artifact-store.js';

@Entity('artifacts')
export class ArtifactRecord {
  @PrimaryColumn({ type: 'varchar', length: 71 })
  id!: string;

  @Column({ type: 'varchar', length: 16 })
  format!: Artifact['format'];

  @Column({ type: 'bigint', transformer: { to: (value: number) => value, from: Number } })
  size!: number;

  @Column({ type: 'varchar', length: 36 })
  copy!: string;

  @Column({ type: 'varchar', length: 16 })
  state!: 'kept' | 'leaving';

  /** Milliseconds, so that it is compared as it was read. */
  @Column({ name: 'used_at', type: 'bigint', transformer: { to: (value: number) => value, from: Number } })
  usedAt!: number;
}
