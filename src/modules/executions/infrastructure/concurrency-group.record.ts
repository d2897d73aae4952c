import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('concurrency_groups')
export class ConcurrencyGroupRecord {
  @PrimaryColumn({ name: 'project_id', type: 'varchar', length: 64 })
  projectId!: string;

  @PrimaryColumn({ name: 'name', type: 'varchar', length: 120 })
  group!: string;

  /** Of the newest run that was put into the queue. */
  @Column({ name: 'last_place', type: 'integer' })
  lastPlace!: number;
}
