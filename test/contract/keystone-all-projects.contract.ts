import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiClient, Pipeline } from '../support/api-client.js';
import { type KeystoneService, startKeystoneService } from '../support/identity/keystone-service.js';
import type { Person, TestIdentity } from '../support/identity/test-identity.js';
import { until } from '../support/until.js';

const MISSING = '00000000-0000-4000-8000-000000000000';
const WAITING = `---
version: '2.0'
name: waiting
workflows:
  main:
    input: [greeting: hello]
    tasks:
      hold:
        action: std.async_noop
`;

/** What an admin of one project may do in another. */
export function keystoneAllProjects(name: string, makeIdentity: () => Promise<TestIdentity>): void {
  describe(`all projects with ${name}`, () => {
    const log: string[] = [];
    const apis = {} as Record<Person, ApiClient>;
    let identity: TestIdentity;
    let service: KeystoneService;
    let pipeline: Pipeline;

    beforeAll(async () => {
      identity = await makeIdentity();
      const settings = { SOLUM_WORKFLOW_ENGINE: 'embedded', SOLUM_LOG_LEVEL: 'info' };
      service = await startKeystoneService(identity, settings, (line) => log.push(line));
      for (const person of ['member', 'stranger', 'admin'] as const) apis[person] = await service.as(person);
      await apis.member.post('/v1/workbooks', { definition: WAITING }).expect(201);
      pipeline = await apis.member.createPipeline({ workbook_name: 'waiting' });
      await running(pipeline.last_execution);
    });

    afterAll(async () => {
      await service.close();
      await identity.close();
    });

    const running = (id: string) =>
      until(async () => expect(await apis.member.tasks(id)).toMatchObject([{ verdict: 'running' }]));
    const listed = async (api: ApiClient, path: string): Promise<string[]> =>
      ((await api.get(path).expect(200)).body as { uuid: string }[]).map(({ uuid }) => uuid);
    const planId = (of: Pipeline): string => String(of.plan_uri).split('/').at(-1) ?? '';
    const crossings = (): Record<string, unknown>[] =>
      log
        .map((line) => JSON.parse(line) as Record<string, unknown>)
        .filter(({ msg }) => msg === 'A request reached into another project');

    it('show their events to their own users, and to an admin who asks for them', async () => {
      const { projectId } = identity.people.member;
      const executionsIn = async (api: ApiClient, query = ''): Promise<string[]> =>
        ((await api.get(`/v1/events${query}`).expect(200)).body as { execution_id: string }[]).map(
          ({ execution_id }) => execution_id,
        );
      const id = pipeline.last_execution;
      expect(await executionsIn(apis.member)).toContain(id);
      expect(await executionsIn(apis.stranger)).toEqual([]);
      expect(await executionsIn(apis.admin)).toEqual([]);
      expect(await executionsIn(apis.admin, '?all_projects=true')).toContain(id);
      expect(await executionsIn(apis.admin, `?project_id=${projectId}`)).toContain(id);
      await apis.member.get('/v1/events?all_projects=true').expect(403);
      await apis.stranger.get(`/v1/executions/${id}/events`).expect(404);
    });

    it('are listed for an admin who asks for them, and one of them alone', async () => {
      const { projectId } = identity.people.member;
      for (const [path, id] of [
        ['/v1/plans', planId(pipeline)],
        ['/v1/pipelines', pipeline.uuid],
      ] as const) {
        expect(await listed(apis.admin, path)).toEqual([]);
        expect(await listed(apis.admin, `${path}?all_projects=False`)).toEqual([]);
        for (const query of ['all_projects=true', 'all_projects=1', `project_id=${projectId}`])
          expect(await listed(apis.admin, `${path}?${query}`)).toContain(id);
        expect(await listed(apis.admin, `${path}?all_projects=true&project_id=${projectId}`)).toEqual([id]);
        expect(await listed(apis.admin, `${path}?all_projects=true&project_id=${MISSING}`)).toEqual([]);
      }
    });

    it('are listed page by page', async () => {
      const own = await apis.admin.createPlan();
      const path = '/v1/plans?all_projects=true&limit=1';
      const first = await apis.admin.get(path).expect(200);
      expect(first.headers.link).toContain('all_projects=true');
      const [, next = ''] = /<([^>]+)>/.exec(String(first.headers.link)) ?? [];
      const { pathname, search } = new URL(next);
      const pages = [first.body[0].uuid, ...(await listed(apis.admin, pathname + search))];
      expect(pages.sort()).toEqual([own.uuid, planId(pipeline)].sort());
      await apis.admin.delete(`/v1/plans/${own.uuid}`).expect(202);
    });

    it('are not listed for anybody else, whatever they are in their own; the refusal names the rule', async () => {
      for (const path of ['/v1/plans', '/v1/pipelines']) {
        for (const query of ['all_projects=true', `project_id=${identity.people.member.projectId}`]) {
          const { body } = await apis.stranger.get(`${path}?${query}`).expect(403);
          expect(body).toMatchObject({
            code: 'auth.forbidden',
            message: expect.stringContaining('all_projects:read needs the role admin'),
          });
        }
        const own = `project_id=${identity.people.stranger.projectId}&all_projects=false`;
        expect(await listed(apis.stranger, `${path}?${own}`)).toEqual([]);
      }
    });

    it.each(['all_projects=', 'all_projects=2', 'all_projects=true&all_projects=true', 'project_id=%27'])(
      'are not listed for %s, which is refused by name',
      async (query) => {
        const { body } = await apis.admin.get(`/v1/plans?${query}`).expect(400);
        expect(body.errors).toEqual([
          { pointer: `/${query.split('=')[0]}`, detail: expect.stringContaining('must be') },
        ]);
      },
    );

    it('can be changed by their admin, who stays who they are', async () => {
      const path = `/v1/pipelines/${pipeline.uuid}`;
      const { projectId, userId } = identity.people.member;
      const changed = await apis.admin.put(path, { description: 'seen', workbook_name: 'build' }).expect(200);
      expect(changed.body).toMatchObject({ description: 'seen', project_id: projectId, user_id: userId });
      await apis.admin.put(path, { workbook_name: 'waiting' }).expect(200);
      const run = await apis.admin.post(`${path}/executions`, { inputs: { greeting: 'ho' } }).expect(202);
      expect(run.body).toMatchObject({
        project_id: projectId,
        started_by: identity.people.admin.userId,
      });
      await running(run.body.uuid);
    });

    it('take no plan of the admin’s own', async () => {
      const { uri, uuid } = await apis.admin.createPlan();
      const answer = await apis.admin.put(`/v1/pipelines/${pipeline.uuid}`, { plan_uri: uri }).expect(400);
      expect(answer.body.code).toBe('plan.not_found');
      await apis.admin.delete(`/v1/plans/${uuid}`).expect(202);
    });

    it('keep their delegations: another project’s admin cannot take one over', async () => {
      const path = `/v1/pipelines/${pipeline.uuid}/delegation`;
      const answer = await apis.admin.post(`${path}/renew`).expect(403);
      expect(answer.body).toMatchObject({
        code: 'delegation.refused',
        message: expect.stringContaining(identity.people.member.projectId),
      });
      expect((await apis.admin.get(path).expect(200)).body).toMatchObject({
        trustor: { id: identity.people.member.userId },
      });
    });

    it('lose an execution, a pipeline and a plan to an admin, and nothing stays behind', async () => {
      const { body } = await apis.admin
        .post(`/v1/executions/${pipeline.last_execution}/cancel`, { reason: 'too loud' })
        .expect(202);
      expect(body).toMatchObject({ state: 'CANCELLED', state_info: expect.stringContaining('too loud') });
      await apis.admin.delete(`/v1/pipelines/${pipeline.uuid}`).expect(204);
      await apis.admin.delete(`/v1/plans/${planId(pipeline)}`).expect(202);
      await apis.member.get(`/v1/pipelines/${pipeline.uuid}`).expect(404);
      await apis.member.get(`/v1/plans/${planId(pipeline)}`).expect(404);
      expect(await identity.trustsOf('member')).toEqual([]);
    });

    it('show in the log who reached into which of them, and nothing of who stayed at home', async () => {
      const { admin, member } = identity.people;
      await until(() => expect(crossings()).not.toEqual([]));
      expect(new Set(crossings().map((line) => line.user_id))).toEqual(new Set([admin.userId]));
      expect(crossings()).toContainEqual(
        expect.objectContaining({
          level: 'info',
          req_id: expect.stringMatching(/^req-/),
          project_id: admin.projectId,
          resource: 'pipeline',
          resource_id: pipeline.uuid,
          target_project_id: member.projectId,
        }),
      );
      expect(crossings()).toContainEqual(
        expect.objectContaining({ resource: 'plans', target_project_id: null }),
      );
    });
  });
}
