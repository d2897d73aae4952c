import { createHash } from 'node:crypto';
import { Clock } from '../../../../shared/domain/clock.js';
import { DomainError } from '../../../../shared/domain/domain-error.js';
import { SecretBox } from '../../../../shared/secrets/secret-box.js';
import { DelegationRecord, placeOf } from '../delegation.record.js';
import { DelegationStore } from '../delegation-store.js';
import { KeystoneTrusts } from './keystone-trusts.js';

/** Longer than a request; what takes longer has died. */
const LONGEST_MAKING_MS = 10 * 60_000;

/**
 * Finds the trust that Keystone made for a delegation whose making broke off before its id was written down: it is the
 * trustor's, in the project, to the service user, was not there before, and belongs to no other delegation.
 */
export class OrphanedTrusts {
  constructor(
    private readonly store: DelegationStore,
    private readonly trusts: KeystoneTrusts,
    private readonly secrets: SecretBox,
    private readonly clock: Clock,
  ) {}

  /**
   * Ids of trusts. The listing comes first: whatever it holds of a creation by another process has its row by then. Throws
   * `unavailable` while such a creation is under way, for its trust cannot be told from this one's.
   */
  async of(record: DelegationRecord): Promise<string[]> {
    const present = await this.trusts.ofTrustee();
    const others = (await this.store.ofTrustor(record.trustorId)).filter(({ id }) => id !== record.id);
    const young = this.clock.after(-LONGEST_MAKING_MS);
    if (others.some(({ status, createdAt }) => status === 'creating' && createdAt > young)) {
      throw new DomainError(
        'unavailable',
        'delegation.in_progress',
        'Another delegation of the user is being made.',
      );
    }
    const known = new Set(
      others.flatMap(({ id, sealedTrust }) =>
        sealedTrust === null ? [] : [this.secrets.open(sealedTrust, placeOf(id))],
      ),
    );
    const earlier = new Set(record.earlierTrusts);
    return present
      .filter(
        ({ trustor_user_id, project_id }) =>
          trustor_user_id === record.trustorId && project_id === record.projectId,
      )
      .map(({ id }) => id)
      .filter((id) => !known.has(id) && !earlier.has(fingerprint(id)));
  }
}

export function fingerprint(trustId: string): string {
  return createHash('sha256').update(trustId).digest('base64url');
}
