import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { TrackExecution } from '../../src/modules/executions/application/track-execution.js';
import type { Delegations } from '../../src/modules/keystone-auth/domain/delegations.js';
import { SweepAbandoned } from '../../src/modules/pipelines/application/sweep-abandoned.js';
import type { KeystoneService } from '../support/identity/keystone-service.js';
import type { TestIdentity } from '../support/identity/test-identity.js';
import { until } from '../support/until.js';
import { DAY_MS, DelegationRig } from './keystone-delegation.harness.js';

/** What is shown and done when the service may no longer act for a user. */
export function keystoneDelegationHealth(name: string, makeIdentity: () => Promise<TestIdentity>): void {
  describe(`the health of a delegation by ${name}`, () => {
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

    it('shows on the pipeline when it was revoked, and is mended by another user', async () => {
      const { id, show, delegation, path } = await rig.create();
      const etag = (await (await service.as('reader')).get(path)).headers.etag;
      await identity.deleteTrust('member', (await rig.onlyTrust()).id);
      await expect(delegations.token(id, await delegations.token(id).catch(() => ''))).rejects.toMatchObject({
        kind: 'forbidden',
        code: 'delegation.broken',
      });
      expect(await show()).toMatchObject({ delegation_status: 'broken' });
      expect(await delegation()).toMatchObject({
        status: 'broken',
        reason: expect.stringContaining('revoked'),
      });
      expect(await rig.brokenOnes()).toBe('1');
      await (await service.as('reader')).get(path).set('If-None-Match', String(etag)).expect(200);

      const renewed = await (await service.as('manager')).post(`${path}/delegation/renew`).expect(200);
      expect(renewed.body).toMatchObject({
        status: 'ok',
        reason: null,
        trustor: { id: identity.people.manager.userId },
        roles: ['member'],
        taken_over_from: identity.people.member.userId,
      });
      expect(await show()).toMatchObject({ delegation_status: 'ok' });
      expect(await rig.brokenOnes()).toBe('0');
      await rig.onlyTrust('manager');
      const api = service.api.with({ 'X-Auth-Token': await delegations.token(id) });
      expect(await api.createPlan()).toMatchObject({ user_id: identity.people.manager.userId });
    });

    it('that was revoked ends the next run at once, and says so to the trigger from then on, until it is renewed', async () => {
      const { path, show } = await rig.create('member', 'waiting');
      const { trigger_uri: triggerUri } = await show();
      const api = await service.as('member');
      const deliver = async (): Promise<{ execution_id: string; reason: string | null }> =>
        (await service.api.post(new URL(triggerUri).pathname).expect(202)).body;
      await rig.handedOver(api, (await deliver()).execution_id);

      await identity.deleteTrust('member', (await rig.onlyTrust()).id);
      expect(await api.ended((await deliver()).execution_id)).toMatchObject({
        state: 'ERROR',
        state_info: expect.stringMatching(/revoked.*POST .*delegation\/renew/s),
      });
      expect(await show()).toMatchObject({ delegation_status: 'broken' });
      const { body: plan } = await api.post(`${path}/plan`).expect(200);
      expect(plan.starts).toBe(false);
      expect(plan.decisions).toContainEqual(
        expect.objectContaining({
          gate: 'delegation',
          verdict: 'refuse',
          detail: expect.stringContaining('revoked'),
        }),
      );

      const warned = await deliver();
      expect(warned).toMatchObject({
        verdict: 'started',
        reason: expect.stringContaining(`POST ${service.config.publicUrl}${path}/delegation/renew`),
      });
      expect(await api.ended(warned.execution_id)).toMatchObject({ state: 'ERROR' });

      await api.post(`${path}/delegation/renew`).expect(200);
      const mended = await deliver();
      expect(mended).toMatchObject({ verdict: 'started', reason: null });
      await rig.handedOver(api, mended.execution_id);
    });

    it('is tried once a day, breaks with a lost role, and works again with it', async () => {
      const { show, delegation } = await rig.create();
      await identity.withdraw('member', 'heat_stack_owner');
      try {
        await rig.probe(0);
        expect(await show()).toMatchObject({ delegation_status: 'ok' });
        await rig.probe(1);
        expect(await delegation()).toMatchObject({
          status: 'broken',
          reason: expect.stringContaining('role'),
        });
      } finally {
        await identity.grant('member', 'heat_stack_owner');
      }
      await rig.probe(1.5);
      expect(await delegation()).toMatchObject({ status: 'broken' });
      await rig.probe(2);
      expect(await delegation()).toMatchObject({ status: 'ok', reason: null });
    });

    it('is not called broken where Keystone is away', async () => {
      const { id, show } = await rig.create();
      const refused = await delegations.token(id);
      service.line.cut();
      await rig.probe(1);
      await expect(delegations.token(id, refused)).rejects.toMatchObject({ kind: 'unavailable' });
      service.line.mend();
      await until(async () => expect(await show()).toMatchObject({ delegation_status: 'ok' }));
    });

    it('that breaks in the middle of a run shows there, and the run goes on when it is renewed', async () => {
      const { run, path } = await rig.createWaiting();
      await identity.deleteTrust('member', (await rig.onlyTrust()).id);
      const shown = { state: 'RUNNING', waiting_for: expect.stringContaining('revoked') };
      await until(async () => expect(await run.lookedAt()).toMatchObject(shown));
      const waiting = await run.show();
      expect(waiting.waiting_for).toContain('renews');
      expect(Date.parse(String(waiting.waiting_since))).toBeGreaterThan(0);
      expect(await run.lookedAt()).toEqual(waiting);
      await (await service.as('member')).post(`${path}/delegation/renew`).expect(200);
      const moving = { state: 'RUNNING', waiting_for: null, waiting_since: null };
      await until(async () => expect(await run.show()).toMatchObject(moving));
    });

    it('that nobody renews ends the run some days later, with the reason', async () => {
      const { run } = await rig.createWaiting();
      await identity.deleteTrust('member', (await rig.onlyTrust()).id);
      await run.lookedAt();
      service.clock.advance(3 * DAY_MS);
      await service.app.get(TrackExecution, { strict: false }).refresh(await run.kept());
      service.clock.advance(-3 * DAY_MS);
      expect(await run.show()).toMatchObject({
        state: 'ERROR',
        state_info: expect.stringMatching(/72 hours.*revoked/),
        waiting_for: null,
      });
    });

    it('that is broken shows on a half-deleted pipeline, whose owner can repeat the deletion', async () => {
      const { run, path, show, remove } = await rig.createWaiting();
      await identity.deleteTrust('member', (await rig.onlyTrust()).id);
      await (await service.as('admin')).delete(path).expect(403);
      expect(await show()).toMatchObject({
        status: 'deleting',
        status_reason: expect.stringContaining('revoked'),
      });
      const sweep = service.app.get(SweepAbandoned, { strict: false });
      await sweep.sweep();
      expect(await show()).toMatchObject({ status: 'deleting' });
      await remove();
      await (await service.as('member')).get(`/v1/executions/${run.id}`).expect(404);
    });
  });
}
