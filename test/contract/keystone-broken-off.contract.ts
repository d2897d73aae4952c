import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Delegations } from '../../src/modules/keystone-auth/domain/delegations.js';
import type { Identity } from '../../src/modules/keystone-auth/domain/principal.js';
import { newId } from '../../src/shared/domain/ids.js';
import { type KeystoneService, startKeystoneService } from '../support/identity/keystone-service.js';
import type { TestIdentity } from '../support/identity/test-identity.js';
import { until } from '../support/until.js';

/** What happens to delegations whose making or removal breaks off. */
export function keystoneBrokenOff(name: string, makeIdentity: () => Promise<TestIdentity>): void {
  describe(`delegations by ${name} that were broken off`, () => {
    let identity: TestIdentity;
    let service: KeystoneService;
    let delegations: Delegations;
    let principal: Identity;

    beforeAll(async () => {
      identity = await makeIdentity();
      service = await startKeystoneService(identity);
      delegations = service.app.get(Delegations, { strict: false });
      const token = await identity.signIn('member');
      principal = {
        ...identity.people.member,
        userName: 'member',
        projectName: 'project',
        expiresAt: null,
        roles: ['member', 'heat_stack_owner'],
        token: async () => token,
      };
    });

    afterEach(() => service.line.mend());

    afterAll(async () => {
      await service.close();
      await identity.close();
    });

    it('leave no trust behind where two makings of one user were cut off', async () => {
      const ids = [newId(), newId()];
      for (const id of ids) {
        service.line.loseAnswerTo('POST', '/OS-TRUST/trusts');
        await expect(delegations.create(id, principal)).rejects.toMatchObject({ kind: 'unavailable' });
      }
      expect(await identity.trustsOf('member')).toHaveLength(2);
      await until(async () => {
        const removals = await Promise.allSettled(ids.map((id) => delegations.delete(id)));
        return removals.every(({ status }) => status === 'fulfilled');
      });
      expect(await identity.trustsOf('member')).toEqual([]);
    });

    it('count as gone from the first moment of their removal, however that ends', async () => {
      const id = newId();
      await delegations.create(id, principal);
      for (const trust of await identity.trustsOf('member')) await identity.deleteTrust('member', trust.id);
      service.line.cut();
      await expect(delegations.delete(id)).rejects.toMatchObject({ kind: 'unavailable' });
      service.line.mend();
      expect(await delegations.find(id)).toBeUndefined();
      await until(async () => {
        await delegations.delete(id);
        return true;
      });
    });
  });
}
