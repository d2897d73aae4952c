import { OpenStackConfig } from '../../../../config/app-config.js';
import { Clock } from '../../../../shared/domain/clock.js';
import { DomainError } from '../../../../shared/domain/domain-error.js';
import { SingleFlight } from '../../../../shared/domain/single-flight.js';
import {
  OpenStackClient,
  type OpenStackRequest,
  type OpenStackResponse,
} from '../../../../shared/openstack/openstack-client.js';
import { ServiceRefusal, TokenRefused } from '../../../../shared/openstack/openstack-errors.js';
import { isAlive, isFresh, IssuedToken } from './issued-token.js';
import { read, tokenBody, TokenFacts } from './keystone-wire.js';

type Call = Omit<OpenStackRequest, 'service' | 'url' | 'token'> & { readonly path: string };

const VALIDATION_TIMEOUT_MS = 5_000;
const NOT_FOUND = 404;

/**
 * Keystone's Identity API v3 (docs.openstack.org/api-ref/identity/v3), spoken as the service user: its own token is renewed
 * before it expires, by one request however many wait for it, and at once where Keystone does not take it any more.
 */
export class KeystoneClient {
  private current: IssuedToken | undefined;
  private readonly renewal = new SingleFlight<'renewal', IssuedToken>();

  constructor(
    private readonly http: OpenStackClient,
    private readonly config: OpenStackConfig,
    private readonly clock: Clock,
  ) {}

  /** The service user's token, with the catalogue. While Keystone is away the old one goes on until it expires. */
  async serviceToken(): Promise<IssuedToken> {
    const { current } = this;
    if (current && isFresh(current, this.clock.now())) return current;
    try {
      return await this.renewal.join('renewal', () => this.renew());
    } catch (error) {
      if (current && current === this.current && isAlive(current, this.clock.now())) return current;
      throw error;
    }
  }

  /** What Keystone says of a token; undefined where it is not valid (any more, unless `allowExpired`). */
  async validate(token: string, allowExpired: boolean): Promise<TokenFacts | undefined> {
    const { status, data } = await this.asService({
      method: 'GET',
      path: `/auth/tokens?nocatalog${allowExpired ? '&allow_expired=1' : ''}`,
      headers: { 'X-Subject-Token': token },
      timeoutMs: VALIDATION_TIMEOUT_MS,
      acceptedStatuses: [NOT_FOUND],
    });
    return status === NOT_FOUND ? undefined : read(tokenBody, data).token;
  }

  /** A token for the service user in this scope. Throws `ServiceRefusal`, `TokenRefused` as Keystone does. */
  async authenticate(
    scope: object,
    withCatalogue: boolean,
    secrets: readonly string[] = [],
  ): Promise<IssuedToken> {
    const { username, password, userDomainName } = this.config;
    const user = { name: username, password, domain: { name: userDomainName } };
    const identity = { methods: ['password'], password: { user } };
    return this.issue({ identity, scope }, withCatalogue, [password, ...secrets]);
  }

  /** A token for whoever `auth` proves to be. No error repeats the `secrets` in it. Throws as `authenticate`. */
  async issue(auth: object, withCatalogue: boolean, secrets: readonly string[]): Promise<IssuedToken> {
    const askedAt = this.clock.now();
    const { headers, data } = await this.http.request({
      service: 'keystone',
      method: 'POST',
      url: `${this.config.authUrl}/auth/tokens${withCatalogue ? '' : '?nocatalog'}`,
      body: { auth },
      idempotent: true,
      secrets,
    });
    return { value: headers['x-subject-token'] ?? '', facts: read(tokenBody, data).token, askedAt };
  }

  /** A call with the service user's token, renewed once where Keystone does not take it. */
  async asService(call: Call): Promise<OpenStackResponse> {
    const token = await this.serviceToken();
    try {
      return await this.as(token.value, call);
    } catch (error) {
      if (!(error instanceof TokenRefused)) throw error;
    }
    if (this.current === token) this.current = undefined;
    try {
      return await this.as((await this.serviceToken()).value, call);
    } catch (error) {
      throw error instanceof TokenRefused ? serviceUserRefused(error) : error;
    }
  }

  /** A call with somebody's token; 401 is theirs (`TokenRefused`). */
  as(token: string, { path, ...request }: Call): Promise<OpenStackResponse> {
    return this.http.request({
      ...request,
      service: 'keystone',
      url: `${this.config.authUrl}${path}`,
      token,
    });
  }

  /** Resolves while Keystone answers. */
  async ping(): Promise<void> {
    await this.http.request({
      service: 'keystone',
      method: 'GET',
      url: this.config.authUrl,
      timeoutMs: 2_000,
    });
  }

  private async renew(): Promise<IssuedToken> {
    const { projectName, projectDomainName } = this.config;
    try {
      const project = { name: projectName, domain: { name: projectDomainName } };
      this.current = await this.authenticate({ project }, true);
      return this.current;
    } catch (error) {
      throw error instanceof ServiceRefusal ? serviceUserRefused(error) : error;
    }
  }
}

/** Nothing a user did, and nothing that a user can mend. */
export function serviceUserRefused(cause: ServiceRefusal): DomainError {
  return new DomainError(
    'unavailable',
    'keystone.service_user_refused',
    `Keystone refuses the service's own user (${cause.status}: ${cause.explanation}): its operator has to look at it.`,
    { retryAfter: 60, cause },
  );
}
