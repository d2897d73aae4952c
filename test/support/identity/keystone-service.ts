import { OpenStackClient } from '../../../src/shared/openstack/openstack-client.js';
import { Clock } from '../../../src/shared/domain/clock.js';
import { ApiClient } from '../api-client.js';
import { ShiftedClock } from '../shifted-clock.js';
import { startService, type TestService } from '../test-service.js';
import { Line } from './line.js';
import type { Person, TestIdentity, TokenScope } from './test-identity.js';

/** The whole service with a Keystone behind a line of the test's. */
export interface KeystoneService extends TestService {
  readonly identity: TestIdentity;
  readonly line: Line;
  readonly clock: ShiftedClock;
  /** The API with a new token of the person's. */
  readonly as: (person: Person, scope?: TokenScope) => Promise<ApiClient>;
}

export async function startKeystoneService(
  identity: TestIdentity,
  environment: Readonly<Record<string, string>> = {},
  log?: (line: string) => void,
): Promise<KeystoneService> {
  const line = await Line.to(identity.authUrl);
  const clock = new ShiftedClock();
  const http = new OpenStackClient({ pauseMs: 1, breakMs: 100 });
  const service = await startService({
    ...(log ? { log } : {}),
    environment: {
      SOLUM_AUTH_STRATEGY: 'keystone',
      OS_AUTH_URL: line.url,
      ...identity.credentials,
      ...environment,
    },
    override: (builder) =>
      builder.overrideProvider(Clock).useValue(clock).overrideProvider(OpenStackClient).useValue(http),
  });
  return {
    ...service,
    identity,
    line,
    clock,
    as: async (person, scope) => service.api.with({ 'X-Auth-Token': await identity.signIn(person, scope) }),
    close: async () => {
      await service.close();
      await line.close();
    },
  };
}
