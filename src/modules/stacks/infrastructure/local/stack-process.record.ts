import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A process group of a stack that runs, or was about to when its supervisor died: what the next one has to end first.
 * The mark is noted before the start, the rest after it.
 */
@Entity('local_stack_processes')
export class StackProcessRecord {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  mark!: string;

  @Column({ name: 'stack_id', type: 'varchar', length: 36 })
  stackId!: string;

  @Column({ type: 'integer' })
  revision!: number;

  @Column({ type: 'integer', nullable: true })
  pid!: number | null;

  @Column({ name: 'start_time', type: 'varchar', length: 64, nullable: true })
  startTime!: string | null;
}
