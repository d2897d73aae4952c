import { Identity } from './principal.js';

export interface RequestCredentials {
  /** X-Auth-Token, as it came. */
  readonly token: string | undefined;
  /** X-Service-Token, as it came: another service makes the request on behalf of the token's user. */
  readonly serviceToken: string | undefined;
  /** The Host header, as it came. */
  readonly host: string | undefined;
}

/**
 * The port to whoever vouches for a request. Throws `unauthenticated` (`auth.token_missing`, `auth.token_invalid`,
 * `auth.service_token_invalid`) for a request nobody vouches for, `forbidden` (`auth.scope_required`) where the token is of
 * no project, and `unavailable` (`auth.unavailable`) while the vouching service is away.
 */
export abstract class Authenticator {
  abstract authenticate(credentials: RequestCredentials): Promise<Identity>;

  /** The value of WWW-Authenticate with a 401. */
  abstract readonly challenge: string;

  /** What it depends on, by name; each resolves while that answers. For readiness. */
  abstract readonly dependencies: Readonly<Record<string, () => Promise<void>>>;
}
