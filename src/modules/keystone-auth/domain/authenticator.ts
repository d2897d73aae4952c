import { Principal } from './principal.js';

export interface RequestCredentials {
  /** X-Auth-Token, as it came. */
  readonly token: string | undefined;
  /** The Host header, as it came. */
  readonly host: string | undefined;
}

/**
 * The port to whoever vouches for a request. Throws `unauthenticated` (`auth.token_missing`, `auth.token_invalid`) for a
 * request nobody vouches for, and `unavailable` (`auth.unavailable`) while the vouching service is away.
 */
export abstract class Authenticator {
  abstract authenticate(credentials: RequestCredentials): Promise<Principal>;

  /** The value of WWW-Authenticate with a 401. */
  abstract readonly challenge: string;
}
