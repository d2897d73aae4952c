import { DomainError } from '../../../../shared/domain/domain-error.js';
import { Authenticator, RequestCredentials } from '../../domain/authenticator.js';
import { Identity } from '../../domain/principal.js';
import { KeystoneClient } from './keystone-client.js';
import type { TokenFacts } from './keystone-wire.js';
import { TokenValidations } from './token-validations.js';

/** Longer than any token that Keystone makes; header limits of the servers in front are about the same. */
const LONGEST_TOKEN = 8192;
/** keystonemiddleware's `service_token_roles` is `service`; `admin` is what service users had before that role came. */
const SERVICE_ROLES = ['service', 'admin'];

/**
 * Keystone vouches for requests, as keystonemiddleware.auth_token lets it: the token is validated with the service user's,
 * the answer is believed for a while. With a service token of a service's role the user's may have expired meanwhile (a
 * long operation of another service); an invalid service token is refused, whatever the user's is.
 */
export class KeystoneAuthenticator extends Authenticator {
  readonly challenge: string;
  readonly dependencies: Readonly<Record<string, () => Promise<void>>>;

  constructor(
    private readonly validations: TokenValidations,
    keystone: Pick<KeystoneClient, 'ping'>,
    authUrl: string,
  ) {
    super();
    this.challenge = `Keystone uri="${authUrl}"`;
    this.dependencies = { keystone: () => keystone.ping() };
  }

  async authenticate({ token, serviceToken }: RequestCredentials): Promise<Identity> {
    if (!token) throw unauthenticated('token_missing', 'The request needs a Keystone token in X-Auth-Token.');
    try {
      const comesFromService = serviceToken !== undefined && (await this.isService(serviceToken));
      const facts = await this.factsOf(token, comesFromService);
      if (!facts) throw unauthenticated('token_invalid', 'The token is not valid, or it has expired.');
      return identityOf(facts, token, comesFromService ? null : facts.expires_at);
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'unavailable') throw error;
      const { message, retryAfter, cause } = error;
      const patience = retryAfter === undefined ? {} : { retryAfter };
      throw new DomainError('unavailable', 'auth.unavailable', `The token cannot be checked. ${message}`, {
        ...patience,
        cause,
      });
    }
  }

  private async isService(serviceToken: string): Promise<boolean> {
    const facts = await this.factsOf(serviceToken, false);
    if (!facts) throw unauthenticated('service_token_invalid', 'The token in X-Service-Token is not valid.');
    return facts.roles.some(({ name }) => SERVICE_ROLES.includes(name));
  }

  private async factsOf(token: string, allowExpired: boolean): Promise<TokenFacts | undefined> {
    return token.length > LONGEST_TOKEN ? undefined : this.validations.of(token, allowExpired);
  }
}

function identityOf(
  { user, project, domain, system, roles }: TokenFacts,
  token: string,
  expiresAt: Date | null,
): Identity {
  if (!project) {
    const scope = domain ? 'to a domain' : system ? 'to the system' : 'to nothing';
    throw new DomainError(
      'forbidden',
      'auth.scope_required',
      `The token is scoped ${scope}: ask Keystone for one that is scoped to a project.`,
    );
  }
  return {
    userId: user.id,
    userName: user.name,
    projectId: project.id,
    projectName: project.name,
    roles: roles.map(({ name }) => name),
    expiresAt,
    token: () => Promise.resolve(token),
  };
}

function unauthenticated(code: string, message: string): DomainError {
  return new DomainError('unauthenticated', `auth.${code}`, message);
}
