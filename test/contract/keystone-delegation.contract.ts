import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DatabaseSession } from '../../src/database/database-session.js';
import { HandOverExecutions } from '../../src/modules/executions/application/hand-over-executions.js';
import { TrackExecution } from '../../src/modules/executions/application/track-execution.js';
import { Executions } from '../../src/modules/executions/index.js';
import { ProbeDelegations } from '../../src/modules/keystone-auth/application/probe-delegations.js';
import { Delegations } from '../../src/modules/keystone-auth/domain/delegations.js';
import { SweepAbandoned } from '../../src/modules/pipelines/application/sweep-abandoned.js';
import { Pipelines } from '../../src/modules/pipelines/domain/pipelines.js';
import { type EngineScope, WorkflowEngine } from '../../src/modules/workflow-engine/index.js';
import type { ApiClient, Pipeline } from '../support/api-client.js';
import { until } from '../support/until.js';
import { type KeystoneService, startKeystoneService } from '../support/identity/keystone-service.js';
import type { Person, TestIdentity } from '../support/identity/test-identity.js';

const WAITING = `---
version: '2.0'
name: waiting
workflows:
  main:
    tasks:
      hold:
        action: std.async_noop
`;
const DAY_MS = 24 * 3_600_000;

/** How a user lets the service act for them, and what happens when that ends. */
export function keystoneDelegation(name: string, makeIdentity: () => Promise<TestIdentity>): void {
  describe(`delegation by ${name}`, () => {
    let identity: TestIdentity;
    let service: KeystoneService;
    let delegations: Delegations;
    let askForNone = (): void => {};

    beforeAll(async () => {
      identity = await makeIdentity();
      service = await startKeystoneService(identity, { SOLUM_WORKFLOW_ENGINE: 'embedded' });
      await (await service.as('member')).post('/v1/workbooks', { definition: WAITING }).expect(201);
      delegations = service.app.get(Delegations, { strict: false });
    });

    afterAll(async () => {
      await service.close();
      await identity.close();
    });

    afterEach(async () => {
      askForNone();
      service.line.mend();
      await until(() => service.api.get('/health/ready').expect(200));
      for (const person of ['member', 'manager'] as const) {
        const api = await service.as(person);
        const { body } = await api.get('/v1/pipelines');
        for (const { uuid } of body as Pipeline[]) await api.delete(`/v1/pipelines/${uuid}`).expect(204);
      }
    });

    async function create(person: Person = 'member', workbook = 'build') {
      const api = await service.as(person);
      const pipeline = await api.createPipeline({
        workbook_name: workbook,
        trigger: { unsigned: 'allowed' },
      });
      const path = `/v1/pipelines/${pipeline.uuid}`;
      return {
        id: await delegationOf(service, pipeline.uuid),
        path,
        show: async () => (await api.get(path).expect(200)).body as Pipeline,
        delegation: async () => (await api.get(`${path}/delegation`).expect(200)).body,
        remove: () => api.delete(path).expect(204),
      };
    }

    /** Waits until the run is under way, and the question after its delegation, which follows its start, is answered. */
    async function running(api: ApiClient, id: string): Promise<void> {
      await until(async () => expect(await api.tasks(id)).toMatchObject([{ verdict: 'running' }]));
      const handOvers = service.app.get(HandOverExecutions, { strict: false });
      await handOvers.stop();
      handOvers.start();
    }

    /** With a run that waits for something else, on an engine that asks for a token at each call, as Mistral does. */
    async function createWaiting() {
      const api = await service.as('member');
      const pipeline = await create('member', 'waiting');
      const id = (await pipeline.show()).last_execution;
      askForNone = askForTokens(service.app.get(WorkflowEngine, { strict: false }));
      await running(api, id);
      const show = () => api.execution(id);
      const kept = async () => {
        const execution = await service.app.get(Executions, { strict: false }).get(id);
        if (!execution) throw new Error(`there is no execution ${id}`);
        return execution;
      };
      const lookedAt = async () => {
        await service.app.get(TrackExecution, { strict: false }).refresh(await kept());
        return show();
      };
      return { ...pipeline, run: { id, show, kept, lookedAt } };
    }

    async function onlyTrust(person: Person = 'member') {
      const [trust, ...others] = await identity.trustsOf(person);
      expect(others).toEqual([]);
      if (!trust) throw new Error(`${person} has made no trust`);
      return trust;
    }

    const brokenOnes = async (): Promise<string | undefined> =>
      /^solum_delegations_broken (\d+)$/m.exec((await service.api.get('/metrics')).text)?.[1];

    /** The daily probe as it will be so many days from now; users' tokens do not live that long. */
    async function probe(days: number): Promise<void> {
      service.clock.advance(days * DAY_MS);
      await service.app.get(ProbeDelegations, { strict: false }).probe();
      service.clock.advance(-days * DAY_MS);
    }

    it('is a trust with the roles that the service needs of those that the user has', async () => {
      const { delegation, show } = await create();
      const trust = await onlyTrust();
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
        expect([...(await onlyTrust()).roles]).toEqual(['member']);
        const days = (Date.parse(body.expires_at) - Date.now()) / DAY_MS;
        expect(Math.round(days * 100)).toBe(700);
        await other.app.get(Delegations, { strict: false }).prove(await delegationOf(other, uuid));
        await api.delete(`/v1/pipelines/${uuid}`).expect(204);
      } finally {
        await other.close();
      }
    });

    it('goes with the pipeline', async () => {
      const { remove, path } = await create();
      await remove();
      expect(await identity.trustsOf('member')).toEqual([]);
      await (await service.as('member')).get(`${path}/delegation`).expect(404);
    });

    it('gives tokens of the user, made once and kept until they are near their end', async () => {
      const { id } = await create();
      const before = service.line.count('POST', '/auth/tokens');
      const tokens = await Promise.all(Array.from({ length: 20 }, () => delegations.token(id)));
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
      const { id } = await create();
      const token = await delegations.token(id);
      const next = await delegations.token(id, token);
      expect(next).not.toBe(token);
      expect(await delegations.token(id, token)).toBe(next);
    });

    it('keeps neither the trust nor a token in the clear', async () => {
      const { id } = await create();
      const token = await delegations.token(id);
      const trust = await onlyTrust();
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

    it('shows on the pipeline when it was revoked, and is mended by another user', async () => {
      const { id, show, delegation, path } = await create();
      const etag = (await (await service.as('reader')).get(path)).headers.etag;
      await identity.deleteTrust('member', (await onlyTrust()).id);
      await expect(delegations.token(id, await delegations.token(id).catch(() => ''))).rejects.toMatchObject({
        kind: 'forbidden',
        code: 'delegation.broken',
      });
      expect(await show()).toMatchObject({ delegation_status: 'broken' });
      expect(await delegation()).toMatchObject({
        status: 'broken',
        reason: expect.stringContaining('revoked'),
      });
      expect(await brokenOnes()).toBe('1');
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
      expect(await brokenOnes()).toBe('0');
      await onlyTrust('manager');
      const api = service.api.with({ 'X-Auth-Token': await delegations.token(id) });
      expect(await api.createPlan()).toMatchObject({ user_id: identity.people.manager.userId });
    });

    it('that was revoked ends the next run at once, and says so to the trigger from then on, until it is renewed', async () => {
      const { path, show } = await create('member', 'waiting');
      const { trigger_uri: triggerUri } = await show();
      const api = await service.as('member');
      const deliver = async (): Promise<{ execution_id: string; reason: string | null }> =>
        (await service.api.post(new URL(triggerUri).pathname).expect(202)).body;
      await running(api, (await deliver()).execution_id);

      await identity.deleteTrust('member', (await onlyTrust()).id);
      expect(await api.ended((await deliver()).execution_id)).toMatchObject({
        state: 'ERROR',
        state_info: expect.stringMatching(/revoked.*POST .*delegation\/renew/s),
      });
      expect(await show()).toMatchObject({ delegation_status: 'broken' });

      const warned = await deliver();
      expect(warned).toMatchObject({
        verdict: 'started',
        reason: expect.stringContaining(`POST ${service.config.publicUrl}${path}/delegation/renew`),
      });
      expect(await api.ended(warned.execution_id)).toMatchObject({ state: 'ERROR' });

      await api.post(`${path}/delegation/renew`).expect(200);
      const mended = await deliver();
      expect(mended).toMatchObject({ verdict: 'started', reason: null });
      await running(api, mended.execution_id);
    });

    it('has one trust at a time, however often it is renewed', async () => {
      const { path, id } = await create();
      const before = await onlyTrust();
      const api = await service.as('member');
      await delegations.token(id);
      for (let i = 0; i < 2; i += 1) await api.post(`${path}/delegation/renew`).expect(200);
      expect((await onlyTrust()).id).not.toBe(before.id);
    });

    it('stays as it was where a renewal is refused', async () => {
      const { path, id, delegation } = await create();
      const token = await identity.applicationCredentialToken('manager');
      const answer = await service.api
        .with({ 'X-Auth-Token': token })
        .post(`${path}/delegation/renew`)
        .expect(403);
      expect(answer.body.code).toBe('delegation.refused');
      expect(await delegation()).toMatchObject({ trustor: { id: identity.people.member.userId } });
      await delegations.token(id);
    });

    it('is tried once a day, breaks with a lost role, and works again with it', async () => {
      const { show, delegation } = await create('member', 'waiting');
      await running(await service.as('member'), (await show()).last_execution);
      await identity.withdraw('member', 'heat_stack_owner');
      try {
        await probe(0);
        expect(await show()).toMatchObject({ delegation_status: 'ok' });
        await probe(1);
        expect(await delegation()).toMatchObject({
          status: 'broken',
          reason: expect.stringContaining('role'),
        });
      } finally {
        await identity.grant('member', 'heat_stack_owner');
      }
      await probe(1.5);
      expect(await delegation()).toMatchObject({ status: 'broken' });
      await probe(2);
      expect(await delegation()).toMatchObject({ status: 'ok', reason: null });
    });

    it('is not called broken where Keystone is away', async () => {
      const { id, show } = await create();
      service.line.cut();
      await probe(1);
      await expect(delegations.token(id)).rejects.toMatchObject({ kind: 'unavailable' });
      service.line.mend();
      await until(async () => expect(await show()).toMatchObject({ delegation_status: 'ok' }));
    });

    it('that breaks in the middle of a run shows there, and the run goes on when it is renewed', async () => {
      const { run, path } = await createWaiting();
      await identity.deleteTrust('member', (await onlyTrust()).id);
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
      const { run } = await createWaiting();
      await identity.deleteTrust('member', (await onlyTrust()).id);
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
      const { run, path, show, remove } = await createWaiting();
      await identity.deleteTrust('member', (await onlyTrust()).id);
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

    it('leaves no trust behind whose making was cut off', async () => {
      const { remove } = await create();
      const api = await service.as('member');
      const plan = await api.createPlan();
      service.line.loseAnswerTo('POST', '/OS-TRUST/trusts');
      const body = { name: 'second', plan_uri: plan.uri, workbook_name: 'build' };
      await api.post('/v1/pipelines', body).expect(503);
      await onlyTrust();
      await remove();
      expect(await identity.trustsOf('member')).toEqual([]);
    });

    it('is removed again and again without complaint', async () => {
      const { id, remove } = await create();
      await identity.deleteTrust('member', (await onlyTrust()).id);
      await delegations.delete(id);
      await delegations.delete(id);
      await remove();
    });

    it('is removed with the user’s own token where the trust gives none any more', async () => {
      const { remove } = await create();
      await identity.withdraw('member', 'heat_stack_owner');
      try {
        await remove();
        expect(await identity.trustsOf('member')).toEqual([]);
      } finally {
        await identity.grant('member', 'heat_stack_owner');
      }
    });

    it('comes back by renewal where it is gone', async () => {
      const { id, path } = await create();
      await delegations.delete(id);
      const api = await service.as('member');
      expect((await api.get(`${path}/delegation`).expect(404)).body.code).toBe('delegation.not_found');
      expect((await api.post(`${path}/delegation/renew`).expect(200)).body).toMatchObject({ status: 'ok' });
      await delegations.token(id);
    });
  });
}

async function delegationOf({ app }: KeystoneService, pipelineId: string): Promise<string> {
  const pipeline = await app.get(Pipelines, { strict: false }).get(pipelineId);
  if (!pipeline) throw new Error(`there is no pipeline ${pipelineId}`);
  return pipeline.delegationId;
}

/** As Mistral does, which would refuse the token of a trust that is gone; until the answer is called. */
function askForTokens(engine: WorkflowEngine): () => void {
  const methods = ['getExecution', 'cancelExecution'] as const;
  for (const method of methods) {
    const real = engine[method].bind(engine) as (scope: EngineScope, ...rest: unknown[]) => unknown;
    const asking = async (scope: EngineScope, ...rest: unknown[]): Promise<unknown> => {
      await scope.token(await scope.token());
      return real(scope, ...rest);
    };
    Object.defineProperty(engine, method, { value: asking, configurable: true });
  }
  return () => methods.forEach((method) => Reflect.deleteProperty(engine, method));
}
