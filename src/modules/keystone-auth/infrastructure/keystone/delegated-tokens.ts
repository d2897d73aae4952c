import { BoundedMap } from '../../../../shared/domain/bounded-map.js';
import { Clock } from '../../../../shared/domain/clock.js';
import { DomainError } from '../../../../shared/domain/domain-error.js';
import { SingleFlight } from '../../../../shared/domain/single-flight.js';
import { SecretBox } from '../../../../shared/secrets/secret-box.js';
import { broken } from '../../domain/delegated-roles.js';
import { DelegationRecord, placeOf } from '../delegation.record.js';
import { DelegationStore } from '../delegation-store.js';
import { isFresh, IssuedToken } from './issued-token.js';
import { KeystoneTrusts } from './keystone-trusts.js';

const MOST_TOKENS = 5_000;

/**
 * Tokens made from trusts: kept until they are near their expiry, made once however many ask, and every making is a proof of
 * the delegation that is noted with it.
 */
export class DelegatedTokens {
  private readonly tokens = new BoundedMap<string, IssuedToken>(MOST_TOKENS);
  private readonly making = new SingleFlight<string, string>();

  constructor(
    private readonly store: DelegationStore,
    private readonly trusts: KeystoneTrusts,
    private readonly secrets: SecretBox,
    private readonly clock: Clock,
  ) {}

  /** `refused` is not given out again. Throws `delegation.broken`, and notes it. */
  async of(id: string, refused?: string): Promise<string> {
    const known = this.tokens.get(id);
    if (known && known.value !== refused && isFresh(known, this.clock.now())) return known.value;
    return this.make(id);
  }

  /**
   * Has Keystone look at what is kept, which is cheaper for it than to make a new one: that is done where there is nothing to
   * look at, where it is refused, and where the delegation counts as broken. Throws as `of`.
   */
  async verify(id: string): Promise<void> {
    const known = this.tokens.get(id);
    const record = await this.store.find(id);
    const isKept = known && record?.status === 'ok' && isFresh(known, this.clock.now());
    if (isKept && (await this.trusts.believes(known.value))) return;
    if (this.tokens.get(id) === known) this.forget(id);
    await this.make(id);
  }

  /** A new one, whatever is kept. */
  make(id: string): Promise<string> {
    return this.making.join(id, async () => {
      const record = await this.store.find(id);
      if (record?.sealedTrust == null) throw broken('there is no delegation any more.');
      try {
        const token = await this.trusts.tokenOf(this.secrets.open(record.sealedTrust, placeOf(id)));
        this.tokens.set(id, token);
        await this.store.judge(record, { status: 'ok', reason: null });
        return token.value;
      } catch (error) {
        if (error instanceof DomainError && error.code === 'delegation.broken')
          await this.noteBroken(record, error);
        throw error;
      }
    });
  }

  forget(id: string): void {
    this.tokens.delete(id);
  }

  private async noteBroken(record: DelegationRecord, { message }: DomainError): Promise<void> {
    this.forget(record.id);
    await this.store.judge(record, { status: 'broken', reason: message });
  }
}
