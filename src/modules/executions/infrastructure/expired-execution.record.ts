import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An execution that is gone, as long as something may be left of it elsewhere. */
@Entity('expired_executions')
export class ExpiredExecutionRecord {
  @PrimaryColumn({ name: 'execution_id', type: 'varchar', length: 36 })
  executionId!: string;

  @Column({ name: 'expired_at', type: 'datetime', precision: 6 })
  expiredAt!: Date;
}
