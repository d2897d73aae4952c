import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A piece of a log; the pieces of one follow each other without gap or overlap. */
@Entity('log_chunks')
export class LogChunkRecord {
  @PrimaryColumn({ name: 'execution_id', type: 'varchar', length: 36 })
  executionId!: string;

  @PrimaryColumn({ name: 'action_execution_id', type: 'varchar', length: 64 })
  actionExecutionId!: string;

  /** The offset of its first byte in the log. */
  @PrimaryColumn({ type: 'bigint', transformer: { to: (value: number) => value, from: Number } })
  start!: number;

  @Column({ type: 'integer' })
  size!: number;

  @Column({ type: 'blob', transformer: { to: (bytes: Buffer) => bytes, from: toBuffer } })
  bytes!: Buffer;
}

/** The driver of SQLite gives an ArrayBuffer. */
function toBuffer(value: Buffer | ArrayBuffer): Buffer {
  return Buffer.isBuffer(value) ? value : Buffer.from(value);
}
