import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('noted_tasks')
export class NotedTaskRecord {
  @PrimaryColumn({ name: 'execution_id', type: 'varchar', length: 36 })
  executionId!: string;

  @PrimaryColumn({ name: 'task_id', type: 'varchar', length: 64 })
  taskId!: string;

  @Column({ type: 'varchar', length: 16 })
  state!: string;
}
