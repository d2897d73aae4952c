import { DomainError } from '../../../../shared/domain/domain-error.js';
import { ServiceRefusal, TokenRefused } from '../../../../shared/openstack/openstack-errors.js';
import { broken, refused } from '../../domain/delegated-roles.js';
import { Identity } from '../../domain/principal.js';
import { IssuedToken } from './issued-token.js';
import { KeystoneClient, serviceUserRefused } from './keystone-client.js';
import { read, type Trust, trustBody, trustsBody } from './keystone-wire.js';

const PATH = '/OS-TRUST/trusts';
const UNAUTHORIZED = 401;
const FORBIDDEN = 403;
const NOT_FOUND = 404;

/**
 * Keystone's trusts (OS-TRUST API, docs.openstack.org/api-ref/identity/v3-ext): the user is the trustor, the service user the
 * trustee, who then gets tokens as if it were the user.
 */
export class KeystoneTrusts {
  constructor(private readonly keystone: KeystoneClient) {}

  /** Made with the user's own token, which only Keystone can judge. Answers the trust's id. */
  async create(principal: Identity, roles: readonly string[], expiresAt: Date | null): Promise<string> {
    const trust = {
      trustor_user_id: principal.userId,
      trustee_user_id: await this.trustee(),
      project_id: principal.projectId,
      impersonation: true,
      roles: roles.map((name) => ({ name })),
      ...(expiresAt ? { expires_at: expiresAt.toISOString().replace('Z', '000Z') } : {}),
    };
    try {
      const token = await principal.token();
      const { data } = await this.keystone.as(token, { method: 'POST', path: PATH, body: { trust } });
      return read(trustBody, data).trust.id;
    } catch (error) {
      throw error instanceof ServiceRefusal ? refusalOf(error) : error;
    }
  }

  /** The user's trusts to the service user, as the user sees them. */
  async ofTrustor(principal: Identity): Promise<Trust[]> {
    const path = `${PATH}?trustor_user_id=${encodeURIComponent(principal.userId)}`;
    try {
      const { data } = await this.keystone.as(await principal.token(), { method: 'GET', path });
      return this.toTrustee(read(trustsBody, data).trusts);
    } catch (error) {
      throw error instanceof ServiceRefusal ? refusalOf(error) : error;
    }
  }

  /** Everybody's trusts to the service user. */
  async ofTrustee(): Promise<Trust[]> {
    const path = `${PATH}?trustee_user_id=${encodeURIComponent(await this.trustee())}`;
    const { data } = await this.keystone.asService({ method: 'GET', path });
    return this.toTrustee(read(trustsBody, data).trusts);
  }

  /**
   * A token made from the trust. Throws `delegation.broken` where Keystone makes none: it answers 403 where the trustor has
   * lost a role of the trust or is disabled, and 401 where there is no such trust, as with a wrong password of ours.
   */
  async tokenOf(trustId: string): Promise<IssuedToken> {
    try {
      return await this.keystone.authenticate({ 'OS-TRUST:trust': { id: trustId } }, false, [trustId]);
    } catch (error) {
      if (!(error instanceof ServiceRefusal)) throw error;
      if (error.status === FORBIDDEN)
        throw broken('they have lost a role that they handed over, or are disabled.');
      if (error.status !== UNAUTHORIZED && error.status !== NOT_FOUND) throw serviceUserRefused(error);
      if (await this.exists(trustId)) throw serviceUserRefused(error);
      throw broken('the trust is gone: it was revoked, it expired, or they were deleted.');
    }
  }

  /** Whether a token is valid now. */
  async believes(token: string): Promise<boolean> {
    return (await this.keystone.validate(token, false)) !== undefined;
  }

  /**
   * A trust is deleted with a token made from it, which acts as its trustor; where that is not possible, as the service user,
   * which may if it is an admin, and at last as the user who asks. What nobody may delete is left, and false is answered.
   */
  async delete(trustId: string, actor: Pick<Identity, 'token'> | undefined): Promise<boolean> {
    const tokens = [
      async () => (await this.tokenOf(trustId)).value,
      async () => (await this.keystone.serviceToken()).value,
      ...(actor ? [() => actor.token()] : []),
    ];
    for (const token of tokens) {
      if (await this.deleteAs(token, trustId)) return true;
    }
    return false;
  }

  private async deleteAs(token: () => Promise<string>, trustId: string): Promise<boolean> {
    try {
      await this.keystone.as(await token(), {
        method: 'DELETE',
        path: `${PATH}/${trustId}`,
        secrets: [trustId],
        acceptedStatuses: [NOT_FOUND],
      });
      return true;
    } catch (error) {
      const isRefused =
        error instanceof ServiceRefusal || (error instanceof DomainError && error.kind === 'forbidden');
      if (isRefused) return false;
      throw error;
    }
  }

  private async exists(trustId: string): Promise<boolean> {
    const { status } = await this.keystone.asService({
      method: 'GET',
      path: `${PATH}/${trustId}`,
      secrets: [trustId],
      acceptedStatuses: [NOT_FOUND, FORBIDDEN],
    });
    return status !== NOT_FOUND;
  }

  private async trustee(): Promise<string> {
    return (await this.keystone.serviceToken()).facts.user.id;
  }

  private async toTrustee(trusts: readonly Trust[]): Promise<Trust[]> {
    const trustee = await this.trustee();
    return trusts.filter(({ trustee_user_id }) => trustee_user_id === trustee);
  }
}

/** Keystone's refusals of a new trust, in words that say what to do. */
function refusalOf(refusal: ServiceRefusal): DomainError {
  const { status, explanation } = refusal;
  if (refusal instanceof TokenRefused) {
    return new DomainError(
      'unauthenticated',
      'auth.token_invalid',
      'The token is not valid any more: get a new one.',
    );
  }
  if (status === FORBIDDEN && /delegated|application credential|redelegat|trust-scoped/i.test(explanation)) {
    return refused(
      'Keystone lets the tokens of application credentials and of trusts make no trust (CVE-2026-43000). ' +
        'Ask again with a token that you got with your password or by single sign-on.',
    );
  }
  if (status === NOT_FOUND) return refused(`you lack a role in this project. Keystone says: ${explanation}`);
  return refused(
    `Keystone says: ${explanation} With a token of an application credential or of a trust, ask again with one of your password.`,
  );
}
