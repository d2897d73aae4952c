import { In, LessThanOrEqual } from 'typeorm';
import { DatabaseSession, insertOnce } from '../../../database/database-session.js';
import { findRecord } from '../../../database/find-record.js';
import { Clock } from '../../../shared/domain/clock.js';
import { SecretBox } from '../../../shared/secrets/secret-box.js';
import { DelegationChanges } from '../domain/delegation-changes.js';
import { Delegation, DelegationStatus } from '../domain/delegations.js';
import { DelegationRecord, placeOf } from './delegation.record.js';

const PROOF_EVERY_MS = 24 * 60 * 60_000;
const CLAIM_MS = 15 * 60_000;

export interface Verdict {
  readonly status: DelegationStatus;
  readonly reason: string | null;
}

/** The table of delegations. Each write is a unit of work of its own, and publishes a change of the status in it. */
export class DelegationStore {
  constructor(
    private readonly session: DatabaseSession,
    private readonly changes: DelegationChanges,
    private readonly secrets: SecretBox,
    private readonly clock: Clock,
  ) {}

  find(id: string): Promise<DelegationRecord | undefined> {
    return findRecord(this.session.manager, DelegationRecord, { id });
  }

  /** False where there is one of that id. */
  insert(record: DelegationRecord): Promise<boolean> {
    return this.session.run(() => insertOnce(this.session.writer, DelegationRecord, record));
  }

  /** The trust behind it, from now on; whatever it was before, it works now. False where it has been given up meanwhile. */
  async secure(id: string, fields: Partial<DelegationRecord>): Promise<boolean> {
    const now = this.clock.now();
    return this.session.run(async () => {
      const before = await this.find(id);
      if (!before || before.status === 'abandoned') return false;
      await this.session.writer.update(
        DelegationRecord,
        { id },
        {
          ...fields,
          earlierTrusts: [],
          status: 'ok',
          reason: null,
          lastProofAt: now,
          nextProofAt: new Date(now.getTime() + PROOF_EVERY_MS),
        },
      );
      if (before.status === 'broken') await this.changes.publish({ id, status: 'ok' });
      return true;
    });
  }

  /** What a try came to. Not noted where another trust has taken the place of the one that was tried. */
  async judge(tried: DelegationRecord, { status, reason }: Verdict): Promise<void> {
    const now = this.clock.now();
    const { id } = tried;
    await this.session.run(async () => {
      const present = await this.find(id);
      if (!present || !this.haveOneTrust(present, tried) || present.status === 'abandoned') return;
      await this.session.writer.update(
        DelegationRecord,
        { id },
        {
          status,
          reason,
          nextProofAt: new Date(now.getTime() + PROOF_EVERY_MS),
          ...(status === 'ok' ? { lastProofAt: now } : {}),
        },
      );
      if (present.status !== status) await this.changes.publish({ id, status });
    });
  }

  /** Also where one of them has been sealed by another key meanwhile. */
  private haveOneTrust(one: DelegationRecord, other: DelegationRecord): boolean {
    if (one.sealedTrust === other.sealedTrust) return true;
    const trustOf = ({ id, sealedTrust }: DelegationRecord) =>
      sealedTrust === null ? null : this.secrets.open(sealedTrust, placeOf(id));
    return trustOf(one) === trustOf(other);
  }

  /** From now on it is there for nobody, and a trust that is made for it comes too late: what is behind it is taken away. */
  async abandon(id: string): Promise<void> {
    await this.session.run(() =>
      this.session.writer.update(DelegationRecord, { id }, { status: 'abandoned' }),
    );
  }

  async delete(id: string): Promise<void> {
    await this.session.run(() => this.session.writer.delete(DelegationRecord, { id }));
  }

  ofTrustor(trustorId: string): Promise<DelegationRecord[]> {
    return this.session.manager.findBy(DelegationRecord, { trustorId });
  }

  async claimUnproven(limit: number): Promise<string[]> {
    const now = this.clock.now();
    return this.session.run(async () => {
      const due = await this.session.writer.find(DelegationRecord, {
        select: { id: true, nextProofAt: true },
        where: { status: In(['ok', 'broken']), nextProofAt: LessThanOrEqual(now) },
        order: { nextProofAt: 'ASC' },
        take: limit,
      });
      const claimed: string[] = [];
      for (const { id, nextProofAt } of due) {
        const until = new Date(now.getTime() + CLAIM_MS);
        const { affected } = await this.session.writer.update(
          DelegationRecord,
          { id, nextProofAt },
          { nextProofAt: until },
        );
        if (affected === 1) claimed.push(id);
      }
      return claimed;
    });
  }

  countBroken(): Promise<number> {
    return this.session.manager.countBy(DelegationRecord, { status: 'broken' });
  }
}

/** Undefined while it is being made. */
export function toDelegation(record: DelegationRecord): Delegation | undefined {
  const { status, trustorId, trustorName } = record;
  if (status === 'creating' || status === 'abandoned') return undefined;
  const { id, projectId, roles, reason, expiresAt, lastProofAt, createdAt, renewedAt, takenOverFrom } =
    record;
  const trustor = { id: trustorId, name: trustorName };
  return {
    id,
    projectId,
    trustor,
    roles,
    status,
    reason,
    expiresAt,
    lastProofAt,
    createdAt,
    renewedAt,
    takenOverFrom,
  };
}
