import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { keystoneAccess } from '../contract/keystone-access.contract.js';
import { keystoneAllProjects } from '../contract/keystone-all-projects.contract.js';
import { keystoneAuthentication } from '../contract/keystone-authentication.contract.js';
import { keystoneBrokenOff } from '../contract/keystone-broken-off.contract.js';
import { keystoneDelegation } from '../contract/keystone-delegation.contract.js';
import { keystoneDelegationHealth } from '../contract/keystone-delegation-health.contract.js';
import { fakeIdentity } from '../support/identity/fake-test-identity.js';
import { type KeystoneService, startKeystoneService } from '../support/identity/keystone-service.js';

/** A flood of requests is among them, on a processor that others use too. */
jest.setTimeout(120_000);

keystoneAuthentication('a fake Keystone', fakeIdentity);
keystoneAccess('a fake Keystone', fakeIdentity);
keystoneAllProjects('a fake Keystone', fakeIdentity);
keystoneDelegation('a fake Keystone', fakeIdentity);
keystoneDelegationHealth('a fake Keystone', fakeIdentity);
keystoneBrokenOff('a fake Keystone', fakeIdentity);

describe('a token that Keystone has let expire', () => {
  let identity: Awaited<ReturnType<typeof fakeIdentity>>;
  let service: KeystoneService;
  let expired: string;

  beforeAll(async () => {
    identity = await fakeIdentity();
    service = await startKeystoneService(identity);
    expired = await identity.signIn('reader');
    identity.keystone.identities.expire(expired);
  });

  afterAll(async () => {
    await service.close();
    await identity.close();
  });

  const onBehalf = (serviceToken: string) =>
    service.api.with({ 'X-Auth-Token': expired, 'X-Service-Token': serviceToken }).get('/v1/plans');

  it('is refused', async () => {
    await service.api.with({ 'X-Auth-Token': expired }).get('/v1/plans').expect(401);
  });

  it('will do where another service makes the request', async () => {
    await onBehalf(await identity.serviceToken()).expect(200);
  });

  it('will not do with the token of a user in place of a service’s', async () => {
    expect((await onBehalf(await identity.signIn('member')).expect(401)).body.code).toBe(
      'auth.token_invalid',
    );
  });
});
