import { Column, Entity, PrimaryColumn } from 'typeorm';
import { SealedColumn } from '../../../database/sealed-column.js';

export function placeOf(planId: string): string {
  return `plan:${planId}`;
}

@Entity('plans')
export class PlanRecord {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ name: 'project_id', type: 'varchar', length: 64 })
  projectId!: string;

  @Column({ name: 'user_id', type: 'varchar', length: 64 })
  userId!: string;

  @Column({ type: 'varchar', length: 100 })
  name!: string;

  @Column({ type: 'simple-json' })
  document!: object;

  /** A sealed JSON object of artifact name -> token; null where there is none. */
  @SealedColumn({ name: 'repo_tokens', nullable: true, place: placeOf })
  repoTokens!: string | null;

  @Column({ name: 'request_digest', type: 'varchar', length: 64, nullable: true })
  requestDigest!: string | null;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ name: 'created_at', type: 'datetime', precision: 6 })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'datetime', precision: 6 })
  updatedAt!: Date;
}
