import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ApiClient, planBody } from '../support/api-client.js';
import { pushTo } from '../support/github-push.js';
import { type KeystoneService, startKeystoneService } from '../support/identity/keystone-service.js';
import { PEOPLE, type Person, type TestIdentity } from '../support/identity/test-identity.js';

/** What only managers and admins read. */
const OF_MANAGERS = new Set(['listAuditEntries']);

const WORKBOOK = `---
version: '2.0'
name: own
workflows:
  main:
    tasks:
      only:
        action: std.noop
`;
/** Routes that change nothing although they are POSTs. */
const HARMLESS = new Set(['validateWorkbook', 'dryRunWorkbook', 'validatePlan', 'planPipelineRun']);
/** Writes under a name that each project has for itself. */
const OWN_NAMES = new Set(['updateWorkbook']);
/** Routes with a parameter that ask for no token: what they take is a capability of its own, or nobody's. */
const CAPABILITIES = ['callStation', 'fireTrigger', 'receiveEngineEvent'];
/** A body that the route takes, by operation; others have none. */
const BODIES: Readonly<Record<string, object>> = {
  createPlan: planBody(),
  updatePlan: planBody(),
  createPipeline: { name: 'x', plan_uri: 'http://127.0.0.1/v1/plans/x', workbook_name: 'build' },
  updatePipeline: { name: 'taken' },
  setPlanSecret: { value: 'a secret' },
  setPipelineSecret: { value: 'a secret' },
  startExecution: {},
  setStatusReporting: { host: 'github', token: 'a-token' },
  setPolling: { interval: 3600 },
  createSchedule: { cron: '0 3 1 1 *' },
  updateSchedule: { enabled: false },
  rerunExecution: { from: 'start' },
  createLanguagePack: { name: 'own' },
  updateLanguagePack: { name: 'own' },
  createWorkbook: { definition: WORKBOOK },
  updateWorkbook: { definition: WORKBOOK },
  validateWorkbook: { definition: WORKBOOK },
  validatePlan: planBody(),
  dryRunWorkbook: {},
  planPipelineRun: {},
};

interface Operation {
  readonly id: string;
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly path: string;
  /** Whether it asks for a token. */
  readonly isSecured: boolean;
}

/** Who may do what, by project and role, on every route of the API's own document. */
export function keystoneAccess(name: string, makeIdentity: () => Promise<TestIdentity>): void {
  describe(`access with ${name}`, () => {
    let identity: TestIdentity;
    let service: KeystoneService;
    let operations: Operation[];
    let open: Operation[];
    let owned: Readonly<Record<string, string>>;
    const apis = {} as Record<Person, ApiClient>;

    beforeAll(async () => {
      identity = await makeIdentity();
      service = await startKeystoneService(identity);
      for (const person of PEOPLE) apis[person] = await service.as(person);
      const all = await documented(service.api);
      operations = all.filter(({ isSecured }) => isSecured);
      open = all.filter(({ isSecured }) => !isSecured);
      owned = await belongings(apis.member);
    });

    afterAll(async () => {
      await service.close();
      await identity.close();
    });

    function ask(api: ApiClient, { id, method, path }: Operation) {
      const filled = path.replaceAll(/\{(\w+)\}/g, (place, parameter: string) => owned[parameter] ?? place);
      if (method === 'post') return api.post(filled, BODIES[id]);
      if (method === 'put') return api.put(filled, BODIES[id] ?? {});
      return api[method](filled);
    }

    it('knows enough of the API to try every route', () => {
      const parameters = operations.flatMap(({ path }) =>
        [...path.matchAll(/\{(\w+)\}/g)].map(([, found]) => found),
      );
      expect(Object.keys(owned)).toEqual(expect.arrayContaining([...new Set(parameters)]));
      expect(operations.length).toBeGreaterThan(20);
      const withParameter = open.filter(({ path }) => path.includes('{')).map(({ id }) => id);
      expect(withParameter.sort()).toEqual(CAPABILITIES);
    });

    it('denies every route to a request without a token', async () => {
      for (const operation of operations) {
        const { status } = await ask(service.api, operation);
        expect([operation.id, status]).toEqual([operation.id, 401]);
      }
    });

    it('lets a reader read everything of the project but who changed what in it', async () => {
      for (const operation of operations.filter(({ method }) => method === 'get')) {
        const { status } = await ask(apis.reader, operation);
        expect([operation.id, status]).toEqual([operation.id, OF_MANAGERS.has(operation.id) ? 403 : 200]);
      }
    });

    it('lets a reader ask what would be, which changes nothing and is not in the audit', async () => {
      const questions = operations.filter(({ id }) => HARMLESS.has(id));
      expect(questions).toHaveLength(HARMLESS.size);
      for (const operation of questions) {
        const { status } = await ask(apis.reader, operation);
        expect([operation.id, status]).toEqual([operation.id, 200]);
        const { body } = await apis.manager.get(`/v1/audit?operation=${operation.id}`).expect(200);
        expect([operation.id, body]).toEqual([operation.id, []]);
      }
    });

    it('lets a reader change nothing', async () => {
      for (const operation of operations.filter(({ id, method }) => method !== 'get' && !HARMLESS.has(id))) {
        const { status, body } = await ask(apis.reader, operation);
        expect([operation.id, status, body.code]).toEqual([operation.id, 403, 'auth.forbidden']);
      }
    });

    it('shows nothing of a project to another one’s people, on any route', async () => {
      for (const operation of operations.filter(({ id, path }) => path.includes('{') && !OWN_NAMES.has(id))) {
        const { status, body } = await ask(apis.stranger, operation);
        expect([operation.id, status]).toEqual([operation.id, 404]);
        expect(JSON.stringify(body)).not.toContain(identity.people.member.projectId);
      }
      for (const path of ['/v1/plans', '/v1/pipelines']) {
        expect((await apis.stranger.get(path).expect(200)).body).toEqual([]);
      }
      const { body: workbooks } = await apis.stranger.get('/v1/workbooks').expect(200);
      expect((workbooks as { name: string }[]).map((workbook) => workbook.name)).not.toContain('own');
    });

    it('shows an admin of another project what is there, by its id', async () => {
      const known = operations.filter(({ method, path }) => method === 'get' && /_id\}/.test(path));
      for (const operation of known) {
        const { status } = await ask(apis.admin, operation);
        expect([operation.id, status]).toEqual([operation.id, 200]);
      }
    });

    it('takes no plan of another project for a pipeline', async () => {
      const body = {
        name: 'x',
        plan_uri: `${service.config.publicUrl}/v1/plans/${owned.plan_id}`,
        workbook_name: 'build',
      };
      expect((await apis.stranger.post('/v1/pipelines', body).expect(400)).body.code).toBe('plan.not_found');
    });

    it('left everything as it was', async () => {
      const pipeline = await apis.member.get(`/v1/pipelines/${owned.pipeline_id}`).expect(200);
      expect(pipeline.body).toMatchObject({ name: 'shop', last_execution: owned.execution_id });
    });

    it('lets a manager do what a member may, by implication', async () => {
      const { uuid } = await apis.manager.createPlan();
      await apis.manager.delete(`/v1/plans/${uuid}`).expect(202);
    });
  });
}

async function documented(api: ApiClient): Promise<Operation[]> {
  const { body } = await api.get('/openapi.json').expect(200);
  const paths = body.paths as Record<string, Record<string, { operationId: string; security?: object[] }>>;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, security }]) => ({
      id: operationId,
      method: method as Operation['method'],
      path,
      isSecured: security?.some((scheme) => 'keystone' in scheme) ?? false,
    })),
  );
}

/** Something of each kind, by the parameters of the paths. */
async function belongings(api: ApiClient): Promise<Readonly<Record<string, string>>> {
  const content = { href: 'https://git.example.org/team/shop.git' };
  const plan = await api.createPlan({ artifacts: [{ name: 'web', content }] });
  await api.post('/v1/workbooks', { definition: WORKBOOK }).expect(201);
  const { body: pack } = await api.post('/v1/language_packs', { name: 'own' }).expect(201);
  const pipeline = await api.createPipeline({ plan_uri: plan.uri, workbook_name: 'own' });
  await api.ended(pipeline.last_execution);
  for (const owner of [`plans/${plan.uuid}`, `pipelines/${pipeline.uuid}`])
    await api.put(`/v1/${owner}/secrets/TOKEN`, { value: 'a secret' }).expect(201);
  await api
    .put(`/v1/pipelines/${pipeline.uuid}/status-reporting`, { host: 'github', token: 'a-token' })
    .expect(200);
  await api.put(`/v1/pipelines/${pipeline.uuid}/polling`, { interval: 3600 }).expect(200);
  const schedules = `/v1/pipelines/${pipeline.uuid}/schedules`;
  const { body: schedule } = await api.post(schedules, { cron: '0 3 1 1 *' }).expect(201);
  // One that is refused, as another execution is not to come in between.
  await pushTo(api, pipeline, { secret: null }).expect(401);
  const { body: deliveries } = await api.get(`/v1/pipelines/${pipeline.uuid}/deliveries`).expect(200);
  return {
    plan_id: plan.uuid,
    language_pack_id: (pack as { uuid: string }).uuid,
    pipeline_id: pipeline.uuid,
    delivery_id: (deliveries as { uuid: string }[])[0]?.uuid ?? '',
    execution_id: pipeline.last_execution,
    schedule_id: (schedule as { uuid: string }).uuid,
    workbook_name: 'own',
    task: 'only',
    secret_name: 'TOKEN',
  };
}
