import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DatabaseSession } from '../../src/database/database-session.js';
import { Delegations } from '../../src/modules/keystone-auth/domain/delegations.js';
import { type KeystoneService, startKeystoneService } from '../support/identity/keystone-service.js';
import type { TestIdentity } from '../support/identity/test-identity.js';
import { DAY_MS, delegationOf, DelegationRig } from './keystone-delegation.harness.js';

/** How a user lets the service act for them, from the making to the removal. */
export function keystoneDelegation(name: string, makeIdentity: () => Promise<TestIdentity>): void {
  describe(`delegation by ${name}`, () => {
    let rig: DelegationRig;
    let identity: TestIdentity;
    let service: KeystoneService;
    let delegations: Delegations;

    beforeAll(async () => {
      rig = await DelegationRig.start(makeIdentity);
      ({ identity, service, delegations } = rig);
    });

    afterAll(() => rig.close());

    afterEach(() => rig.cleanUp());

    it('is a trust with the roles that the service needs of those that the user has', async () => {
      const { delegation, show } = await rig.create();
      const trust = await rig.onlyTrust();
      expect([...trust.roles].sort()).toEqual(['heat_stack_owner', 'member']);
      const shown = await delegation();
      expect(shown).toMatchObject({
        status: 'ok',
        reason: null,
        trustor: { id: identity.people.member.userId },
        roles: ['member', 'heat_stack_owner'],
        expires_at: null,
        renewed_at: null,
        taken_over_from: null,
      });
      expect(Date.parse(shown.last_proof_at)).toBeGreaterThan(0);
      expect(await show()).toMatchObject({ delegation_status: 'ok' });
      expect(JSON.stringify([shown, await show()])).not.toContain(trust.id);
    });

    it('has the roles and the end that are configured', async () => {
      const other = await startKeystoneService(identity, {
        SOLUM_TRUST_ROLES: 'member',
        SOLUM_TRUST_DAYS: '7',
      });
      try {
        const api = await other.as('member');
        const { uuid } = await api.createPipeline({ workbook_name: 'build' });
        const { body } = await api.get(`/v1/pipelines/${uuid}/delegation`).expect(200);
        expect([...(await rig.onlyTrust()).roles]).toEqual(['member']);
        const days = (Date.parse(body.expires_at) - Date.now()) / DAY_MS;
        expect(Math.round(days * 100)).toBe(700);
        await other.app.get(Delegations, { strict: false }).prove(await delegationOf(other, uuid));
        await api.delete(`/v1/pipelines/${uuid}`).expect(204);
      } finally {
        await other.close();
      }
    });

    it('goes with the pipeline', async () => {
      const { remove, path } = await rig.create();
      await remove();
      expect(await identity.trustsOf('member')).toEqual([]);
      await (await service.as('member')).get(`${path}/delegation`).expect(404);
    });

    it('gives tokens of the user, made once and kept until they are near their end', async () => {
      const { id } = await rig.create();
      const refused = await delegations.token(id);
      const before = service.line.count('POST', '/auth/tokens');
      const tokens = await Promise.all(Array.from({ length: 20 }, () => delegations.token(id, refused)));
      expect(new Set(tokens).size).toBe(1);
      expect(service.line.count('POST', '/auth/tokens') - before).toBe(1);
      const [token = ''] = tokens;
      const api = service.api.with({ 'X-Auth-Token': token });
      const { userId, projectId } = identity.people.member;
      const plan = await api.createPlan();
      expect((await api.get(`/v1/plans/${plan.uuid}`).expect(200)).body).toMatchObject({ uuid: plan.uuid });
      expect(await api.createPlan()).toMatchObject({ project_id: projectId, user_id: userId });
      expect(await delegations.token(id)).toBe(token);
      service.clock.advance(3_500_000);
      expect(await delegations.token(id)).not.toBe(token);
      service.clock.advance(-3_500_000);
    });

    it('does not give a token out again that a service refused', async () => {
      const { id } = await rig.create();
      const token = await delegations.token(id);
      const next = await delegations.token(id, token);
      expect(next).not.toBe(token);
      expect(await delegations.token(id, token)).toBe(next);
    });

    it('keeps neither the trust nor a token in the clear', async () => {
      const { id } = await rig.create();
      const token = await delegations.token(id);
      const trust = await rig.onlyTrust();
      const session = service.app.get(DatabaseSession, { strict: false });
      const rows = JSON.stringify(await session.manager.query('SELECT * FROM delegations'));
      expect(rows).toContain(id);
      expect(rows).not.toContain(trust.id);
      expect(rows).not.toContain(token);
    });

    it('is refused to the token of an application credential, with what to do, and nothing is left', async () => {
      const token = await identity.applicationCredentialToken('member');
      const api = service.api.with({ 'X-Auth-Token': token });
      const plan = await api.createPlan();
      const body = { name: 'shop', plan_uri: plan.uri, workbook_name: 'build' };
      const answer = await api.post('/v1/pipelines', body).expect(403);
      expect(answer.body.code).toBe('delegation.refused');
      expect(answer.body.message).toMatch(/application credential.*password/s);
      expect((await api.get('/v1/pipelines').expect(200)).body).toEqual([]);
      expect(await identity.trustsOf('member')).toEqual([]);
    });

    it('has one trust at a time, however often it is renewed', async () => {
      const { path, id } = await rig.create();
      const before = await rig.onlyTrust();
      const api = await service.as('member');
      await delegations.token(id);
      for (let i = 0; i < 2; i += 1) await api.post(`${path}/delegation/renew`).expect(200);
      expect((await rig.onlyTrust()).id).not.toBe(before.id);
    });

    it('stays as it was where a renewal is refused', async () => {
      const { path, id, delegation } = await rig.create();
      const token = await identity.applicationCredentialToken('manager');
      const answer = await service.api
        .with({ 'X-Auth-Token': token })
        .post(`${path}/delegation/renew`)
        .expect(403);
      expect(answer.body.code).toBe('delegation.refused');
      expect(await delegation()).toMatchObject({ trustor: { id: identity.people.member.userId } });
      await delegations.token(id);
    });

    it('leaves no trust behind whose making was cut off', async () => {
      const { remove } = await rig.create();
      const api = await service.as('member');
      const plan = await api.createPlan();
      service.line.loseAnswerTo('POST', '/OS-TRUST/trusts');
      const body = { name: 'second', plan_uri: plan.uri, workbook_name: 'build' };
      await api.post('/v1/pipelines', body).expect(503);
      await rig.onlyTrust();
      await remove();
      expect(await identity.trustsOf('member')).toEqual([]);
    });

    it('is removed again and again without complaint', async () => {
      const { id, remove } = await rig.create();
      await identity.deleteTrust('member', (await rig.onlyTrust()).id);
      await delegations.delete(id);
      await delegations.delete(id);
      await remove();
    });

    it('is removed with the user’s own token where the trust gives none any more', async () => {
      const { remove } = await rig.create();
      await identity.withdraw('member', 'heat_stack_owner');
      try {
        await remove();
        expect(await identity.trustsOf('member')).toEqual([]);
      } finally {
        await identity.grant('member', 'heat_stack_owner');
      }
    });

    it('comes back by renewal where it is gone', async () => {
      const { id, path } = await rig.create();
      await delegations.delete(id);
      const api = await service.as('member');
      expect((await api.get(`${path}/delegation`).expect(404)).body.code).toBe('delegation.not_found');
      expect((await api.post(`${path}/delegation/renew`).expect(200)).body).toMatchObject({ status: 'ok' });
      await delegations.token(id);
    });
  });
}
