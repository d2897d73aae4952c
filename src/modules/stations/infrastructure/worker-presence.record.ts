import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BuildableFormat, Runner } from '../domain/runner.js';

@Entity('workers')
export class WorkerPresenceRecord {
  @PrimaryColumn({ type: 'varchar', length: 255 })
  id!: string;

  @Column({ type: 'simple-json' })
  runners!: readonly Runner[];

  @Column({ name: 'image_formats', type: 'simple-json' })
  imageFormats!: readonly BuildableFormat[];

  @Column({ name: 'started_at', type: 'datetime', precision: 6 })
  startedAt!: Date;

  @Column({ name: 'seen_at', type: 'datetime', precision: 6 })
  seenAt!: Date;
}
