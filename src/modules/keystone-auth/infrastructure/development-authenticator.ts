import { DomainError } from '../../../shared/domain/domain-error.js';
import { Authenticator, RequestCredentials } from '../domain/authenticator.js';
import { Identity } from '../domain/principal.js';

export const DEVELOPMENT_PRINCIPAL: Identity = {
  userId: 'developer',
  userName: 'developer',
  projectId: 'development',
  projectName: 'development',
  roles: ['admin'],
  expiresAt: null,
  token: async () => 'development',
};

const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/;

/**
 * Everybody who reaches the loopback address is one fixed user. A Host header of another name is refused: it is how a
 * web page reaches a local service by DNS rebinding.
 */
export class DevelopmentAuthenticator extends Authenticator {
  readonly challenge = 'Development';
  readonly dependencies = {};

  constructor(private readonly publicHost: string) {
    super();
  }

  async authenticate({ host }: RequestCredentials): Promise<Identity> {
    if (host !== undefined && host !== this.publicHost && !LOOPBACK_HOST.test(host)) {
      throw new DomainError(
        'forbidden',
        'auth.host_refused',
        `In development mode only loopback host names are answered, not "${host.slice(0, 100)}".`,
      );
    }
    return DEVELOPMENT_PRINCIPAL;
  }
}
