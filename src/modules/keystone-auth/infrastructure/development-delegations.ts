import { Clock } from '../../../shared/domain/clock.js';
import { Delegation, Delegations } from '../domain/delegations.js';
import { DEVELOPMENT_PRINCIPAL } from './development-authenticator.js';

/** The development user is always there: nothing has to be delegated, nothing is kept, and nothing breaks. */
export class DevelopmentDelegations extends Delegations {
  constructor(private readonly clock: Clock) {
    super();
  }

  async create(): Promise<void> {}

  async find(id: string): Promise<Delegation> {
    const { userId, userName, projectId, roles } = DEVELOPMENT_PRINCIPAL;
    const now = this.clock.now();
    return {
      id,
      projectId,
      trustor: { id: userId, name: userName },
      roles,
      status: 'ok',
      reason: null,
      expiresAt: null,
      lastProofAt: now,
      createdAt: now,
      renewedAt: null,
      takenOverFrom: null,
    };
  }

  renew(id: string): Promise<Delegation> {
    return this.find(id);
  }

  async token(): Promise<string> {
    return 'development';
  }

  async verify(): Promise<void> {}

  async delete(): Promise<void> {}

  async claimUnproven(): Promise<string[]> {
    return [];
  }

  async prove(): Promise<void> {}

  async countBroken(): Promise<number> {
    return 0;
  }
}
