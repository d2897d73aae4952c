import { Logger } from '@nestjs/common';
import { OpenStackConfig } from '../../../../config/app-config.js';
import { Clock } from '../../../../shared/domain/clock.js';
import { DomainError } from '../../../../shared/domain/domain-error.js';
import { SecretBox } from '../../../../shared/secrets/secret-box.js';
import { broken, delegatedRoles } from '../../domain/delegated-roles.js';
import { Delegation, Delegations } from '../../domain/delegations.js';
import { Identity } from '../../domain/principal.js';
import { DelegationRecord, placeOf } from '../delegation.record.js';
import { DelegationStore, toDelegation } from '../delegation-store.js';
import { DelegatedTokens } from './delegated-tokens.js';
import { KeystoneTrusts } from './keystone-trusts.js';
import { fingerprint, OrphanedTrusts } from './orphaned-trusts.js';

const DAY_MS = 24 * 60 * 60_000;

/**
 * A delegation is a trust. A row says that one is about to be made before it is, so that a crash in between leaves nothing
 * that cannot be found and deleted.
 */
export class KeystoneDelegations extends Delegations {
  private readonly logger = new Logger(KeystoneDelegations.name);

  constructor(
    private readonly store: DelegationStore,
    private readonly trusts: KeystoneTrusts,
    private readonly tokens: DelegatedTokens,
    private readonly orphans: OrphanedTrusts,
    private readonly secrets: SecretBox,
    private readonly clock: Clock,
    private readonly config: Pick<OpenStackConfig, 'trustRoles' | 'trustDays'>,
  ) {
    super();
  }

  async create(id: string, principal: Identity): Promise<void> {
    const roles = delegatedRoles(principal.roles, this.config.trustRoles);
    const known = await this.store.find(id);
    if (known && known.sealedTrust !== null) return;
    const earlier = known ?? (await this.announce(id, principal, roles));
    if (known) await this.deleteAll(await this.orphans.of(earlier), principal);
    try {
      await this.entrust(id, principal, roles);
    } catch (error) {
      if (error instanceof DomainError && error.kind !== 'unavailable') await this.store.delete(id);
      throw error;
    }
  }

  async find(id: string): Promise<Delegation | undefined> {
    const record = await this.store.find(id);
    return record && toDelegation(record);
  }

  async renew(id: string, principal: Identity): Promise<Delegation> {
    const roles = delegatedRoles(principal.roles, this.config.trustRoles);
    const before = await this.store.find(id);
    if (before?.sealedTrust == null) {
      await this.create(id, principal);
      return this.present(id);
    }
    await this.entrust(id, principal, roles, {
      trustorId: principal.userId,
      trustorName: principal.userName,
      renewedAt: this.clock.now(),
      takenOverFrom: before.trustorId,
    });
    this.tokens.forget(id);
    await this.deleteReplaced(before, principal);
    return this.present(id);
  }

  token(id: string, refused?: string): Promise<string> {
    return this.tokens.of(id, refused);
  }

  verify(id: string): Promise<void> {
    return this.tokens.verify(id);
  }

  async delete(id: string, actor?: Pick<Identity, 'token'>): Promise<void> {
    const record = await this.store.find(id);
    if (!record) return;
    // First of all: two makings that both broke off would wait for each other, and a crash after the next step would leave
    // a delegation that looks broken.
    await this.store.abandon(id);
    const trusts = record.sealedTrust === null ? await this.orphans.of(record) : [this.trustOf(record)];
    await this.deleteAll(trusts, actor);
    this.tokens.forget(id);
    await this.store.delete(id);
  }

  claimUnproven(limit: number): Promise<string[]> {
    return this.store.claimUnproven(limit);
  }

  async prove(id: string): Promise<void> {
    try {
      await this.tokens.make(id);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'delegation.broken') throw error;
    }
  }

  countBroken(): Promise<number> {
    return this.store.countBroken();
  }

  private async present(id: string): Promise<Delegation> {
    const delegation = await this.find(id);
    if (delegation) return delegation;
    throw broken('it was deleted meanwhile.');
  }

  private async announce(id: string, principal: Identity, roles: string[]): Promise<DelegationRecord> {
    const trusts = await this.trusts.ofTrustor(principal);
    const now = this.clock.now();
    const record: DelegationRecord = {
      id,
      projectId: principal.projectId,
      trustorId: principal.userId,
      trustorName: principal.userName,
      roles,
      sealedTrust: null,
      earlierTrusts: trusts.map((trust) => fingerprint(trust.id)),
      status: 'creating',
      reason: null,
      expiresAt: null,
      lastProofAt: null,
      nextProofAt: now,
      renewedAt: null,
      takenOverFrom: null,
      createdAt: now,
    };
    await this.store.insert(record);
    return record;
  }

  /** Makes the trust and writes it down; one whose delegation is gone by then goes with it. */
  private async entrust(
    id: string,
    principal: Identity,
    roles: string[],
    fields: Partial<DelegationRecord> = {},
  ): Promise<void> {
    const { trustDays } = this.config;
    const expiresAt = trustDays === undefined ? null : this.clock.after(trustDays * DAY_MS);
    const trust = await this.trusts.create(principal, roles, expiresAt);
    const sealedTrust = this.secrets.seal(trust, placeOf(id));
    if (await this.store.secure(id, { ...fields, roles, expiresAt, sealedTrust })) return;
    await this.deleteAll([trust], principal);
    throw broken('it was deleted meanwhile.');
  }

  private async deleteAll(
    trusts: readonly string[],
    actor: Pick<Identity, 'token'> | undefined,
  ): Promise<void> {
    for (const trust of trusts) {
      if (await this.trusts.delete(trust, actor)) continue;
      this.logger.warn(
        'Keystone let nobody delete a trust that works no more: it stays there, of no use to anybody.',
      );
    }
  }

  /** The renewal is done whether or not this works: a trust that is not deleted here is known to nobody any more. */
  private async deleteReplaced(before: DelegationRecord, principal: Identity): Promise<void> {
    try {
      await this.deleteAll([this.trustOf(before)], principal);
    } catch (error) {
      const why = error instanceof Error ? error.message : 'unknown';
      this.logger.warn(
        `The trust that delegation ${before.id} had before its renewal could not be deleted: ${why}`,
      );
    }
  }

  private trustOf({ id, sealedTrust }: DelegationRecord): string {
    return this.secrets.open(sealedTrust ?? '', placeOf(id));
  }
}
