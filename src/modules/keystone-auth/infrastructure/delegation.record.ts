import { Column, Entity, PrimaryColumn } from 'typeorm';
import { SealedColumn } from '../../../database/sealed-column.js';
import type { DelegationStatus } from '../domain/delegations.js';

/**
 * `creating`: written down before the trust is made; nobody sees it. `abandoned`: what is behind it is
 * being taken away; nobody sees it any more.
 */
export type RecordStatus = DelegationStatus | 'creating' | 'abandoned';

/** Where a trust's id is at rest. */
export function placeOf(delegationId: string): string {
  return `delegation:${delegationId}`;
}

@Entity('delegations')
export class DelegationRecord {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ name: 'project_id', type: 'varchar', length: 64 })
  projectId!: string;

  @Column({ name: 'trustor_id', type: 'varchar', length: 64 })
  trustorId!: string;

  @Column({ name: 'trustor_name', type: 'varchar', length: 255 })
  trustorName!: string;

  @Column({ type: 'simple-json' })
  roles!: string[];

  /** The trust's id; null while it is being made. */
  @SealedColumn({ name: 'sealed_trust', nullable: true, place: placeOf })
  sealedTrust!: string | null;

  /** While `creating`: SHA-256 of the trusts that the trustor had made before. */
  @Column({ name: 'earlier_trusts', type: 'simple-json' })
  earlierTrusts!: string[];

  @Column({ type: 'varchar', length: 16 })
  status!: RecordStatus;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ name: 'expires_at', type: 'datetime', precision: 6, nullable: true })
  expiresAt!: Date | null;

  @Column({ name: 'last_proof_at', type: 'datetime', precision: 6, nullable: true })
  lastProofAt!: Date | null;

  @Column({ name: 'next_proof_at', type: 'datetime', precision: 6 })
  nextProofAt!: Date;

  @Column({ name: 'renewed_at', type: 'datetime', precision: 6, nullable: true })
  renewedAt!: Date | null;

  @Column({ name: 'taken_over_from', type: 'varchar', length: 64, nullable: true })
  takenOverFrom!: string | null;

  @Column({ name: 'created_at', type: 'datetime', precision: 6 })
  createdAt!: Date;
}
