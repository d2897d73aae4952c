import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiClient, Pipeline } from '../../support/api-client.js';
import { SampleRepository } from '../../support/sample-repository.js';
import { until } from '../../support/until.js';
import { FaultCloud, Project } from './fault-cloud.js';
import { Gate } from './gate.js';
import { ServiceProcess } from '../../support/service-process.js';

const LONG_MS = 300_000;
const END_MS = 120_000;

/** Two stations, and a while between them. */
const WORKBOOK = `---
version: '2.0'
name: outage
actions:
  unit_test:
    input: [solum, source, command]
    base: std.mistral_http
    base-input:
      url: <% $.solum.stations_url %>/unit-test/jobs
      method: POST
      headers:
        Content-Type: application/json
        X-Station-Credential: <% $.solum.credential %>
      body:
        source: <% $.source %>
        command: <% $.command %>
  stack_check:
    input: [solum, stack_id]
    base: std.mistral_http
    base-input:
      url: <% $.solum.stations_url %>/stack-check/jobs
      method: POST
      headers:
        Content-Type: application/json
        X-Station-Credential: <% $.solum.credential %>
      body:
        stack_id: <% $.stack_id %>
workflows:
  main:
    input: [source, unittest_cmd, stack_id]
    task-defaults:
      retry:
        count: 60
        delay: 2
        break-on: <% isDict(task().result) %>
    tasks:
      first:
        action: unit_test
        input:
          solum: <% env().solum %>
          source: <% $.source %>
          command: <% $.unittest_cmd %>
        on-success: second
      second:
        wait-before: 4
        action: stack_check
        input:
          solum: <% env().solum %>
          stack_id: <% $.stack_id %>
`;

interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly code?: string };
}

/** The service's own database is on the server that the cloud's are on, and dies with it. */
describe('the service, while something that it needs is killed', () => {
  const cloud = FaultCloud.open();
  const started: string[] = [];
  let badGateways = 0;
  let gate: Gate;
  let home: Awaited<ReturnType<FaultCloud['home']>>;
  let repository: SampleRepository;
  let service: ServiceProcess;
  let project: Project;
  let api: ApiClient;
  let pipeline: Pipeline;

  beforeAll(async () => {
    repository = await SampleRepository.make();
    home = await cloud.home();
    const { SOLUM_JOB_LEASE_SECONDS: _, ...settings } = cloud.settings;
    gate = await Gate.to(`http://127.0.0.1:${home.port}`, ({ what, when }) => {
      if (badGateways === 0 || when === 'after' || !what.endsWith('/jobs')) return false;
      badGateways -= 1;
      return 502;
    });
    service = new ServiceProcess(home.dataDir, home.port, {
      ...settings,
      DATABASE_URL: home.databaseUrl,
      SOLUM_PUBLIC_URL: gate.origin,
    });
    await service.start();
    project = await cloud.project();
    api = service.api.with({ 'X-Auth-Token': project.token });
    await api.post('/v1/workbooks').type('text/plain').send(WORKBOOK).expect(201);
    const artifact = { name: 'app', content: { href: repository.href }, unittest_cmd: 'true' };
    const { uri } = await api.createPlan({ artifacts: [artifact] });
    pipeline = await api.createPipeline({
      plan_uri: uri,
      workbook_name: 'outage',
      trigger: { unsigned: 'allowed' },
    });
    started.push(pipeline.last_execution);
    expect(await api.ended(pipeline.last_execution, END_MS)).toMatchObject({ state: 'SUCCESS' });
  }, LONG_MS);

  /** One that fails leaves the next a whole cloud. */
  afterEach(async () => {
    for (const { service: name, well } of await cloud.cloud.status()) {
      if (!well) await cloud.cloud.start(name);
    }
    if (!service.isRunning) await service.start();
  }, LONG_MS);

  afterAll(async () => {
    await service.stop();
    await gate.close();
    await home.remove();
    await repository.remove();
  }, LONG_MS);

  const path = (): string => `/v1/pipelines/${pipeline.uuid}`;

  async function run(command: string): Promise<string> {
    const { body } = await api
      .post(`${path()}/executions`, { inputs: { unittest_cmd: command } })
      .expect(202);
    started.push(body.uuid as string);
    return body.uuid as string;
  }

  const verdict = async (id: string, task: string) =>
    (await api.tasks(id)).find(({ name }) => name === task)?.verdict;

  /** One that a station works for until it is let go. */
  async function heldRun(): Promise<{ id: string; letGo(): Promise<void> }> {
    const file = join(home.dataDir, `go-${started.length}`);
    const id = await run(`until test -e ${file}; do sleep 0.2; done`);
    await until(async () => (await verdict(id, 'first')) === 'running', END_MS);
    return { id, letGo: () => writeFile(file, '') };
  }

  /** One whose first task has ended, and whose second has not begun. */
  async function runBetweenTasks(): Promise<string> {
    const id = await run('true');
    await until(async () => (await verdict(id, 'first')) === 'pass', END_MS);
    return id;
  }

  const trigger = () => service.api.post(new URL(pipeline.trigger_uri).pathname, {});

  async function triggered(): Promise<string> {
    const { body } = await trigger().expect(202);
    started.push(body.execution_id as string);
    return body.execution_id as string;
  }

  const isRefusal = ({ status, headers, body }: Refusal): void => {
    expect(status).toBe(503);
    expect(headers['retry-after']).toMatch(/^\d+$/);
    expect(headers['content-type']).toContain('json');
    expect(body.code).toEqual(expect.any(String));
  };

  async function unready(): Promise<string[]> {
    const { body } = await service.api.get('/health/ready').expect(503);
    const checks = Object.entries(body.checks as Record<string, { status: string }>);
    return checks.filter(([, { status }]) => status === 'error').map(([name]) => name);
  }

  /** Every run ends well, each of its tasks was called for once, and Mistral has one execution for each of ours. */
  async function endWell(...ids: string[]): Promise<void> {
    for (const id of ids) {
      expect(await api.ended(id, END_MS)).toMatchObject({ state: 'SUCCESS', state_info: null });
      expect((await api.tasks(id)).map(({ name, verdict }) => [name, verdict])).toEqual([
        ['first', 'pass'],
        ['second', 'pass'],
      ]);
      expect(await cloud.actionsOf(project, id)).toEqual({ first: 1, second: 1 });
    }
    expect([...(await cloud.holdings(project)).executions].sort()).toEqual([...started].sort());
  }

  it(
    'Keystone: known tokens go on, unknown ones are 503, and what runs or is triggered ends well',
    async () => {
      const other = await cloud.project();
      const [held, between] = [await heldRun(), await runBetweenTasks()];
      await cloud.cloud.stop('keystone', { kill: true });
      expect(await unready()).toContain('keystone');
      isRefusal(await service.api.with({ 'X-Auth-Token': other.token }).get('/v1/pipelines'));
      await api.get(path()).expect(200);
      const promised = await triggered();
      await held.letGo();
      await cloud.cloud.start('keystone');
      await endWell(held.id, between, promised);
    },
    LONG_MS,
  );

  it(
    'Mistral: what asks it is 503, triggers are taken, and what runs or is triggered ends well',
    async () => {
      const [held, between] = [await heldRun(), await runBetweenTasks()];
      await cloud.cloud.stop('mistral', { kill: true });
      expect(await unready()).toEqual(['workflow_engine']);
      isRefusal(await api.get(`/v1/executions/${held.id}/tasks`));
      isRefusal(await api.post('/v1/workbooks').type('text/plain').send(WORKBOOK));
      await api.get(`/v1/executions/${held.id}`).expect(200);
      const promised = await triggered();
      await held.letGo();
      await cloud.cloud.start('mistral');
      await endWell(held.id, between, promised);
    },
    LONG_MS,
  );

  it(
    'Heat: no pipeline can be made, and a deployment under way waits for it',
    async () => {
      const [held, between] = [await heldRun(), await runBetweenTasks()];
      await cloud.cloud.stop('heat', { kill: true });
      expect(await unready()).toEqual(['stack_provider']);
      const { uri } = await api.createPlan();
      isRefusal(await api.post('/v1/pipelines', { name: 'no', plan_uri: uri, workbook_name: 'outage' }));
      const promised = await triggered();
      await held.letGo();
      const log = `/v1/executions/${held.id}/tasks/second/log`;
      await until(async () => expect((await api.get(log)).text).toContain('again at'), END_MS);
      await cloud.cloud.start('heat');
      await endWell(held.id, between, promised);
      await until(async () => {
        const { stacks, trusts } = await cloud.holdings(project);
        expect([stacks.length, trusts.length]).toEqual([1, 1]);
      }, END_MS);
    },
    LONG_MS,
  );

  it(
    'MariaDB, the cloud’s and its own: everything is 503, and what runs ends well',
    async () => {
      const [held, between] = [await heldRun(), await runBetweenTasks()];
      await cloud.cloud.stop('mariadb', { kill: true });
      expect(await unready()).toContain('database');
      isRefusal(await api.get(path()));
      isRefusal(await trigger());
      await service.api.get('/health/live').expect(200);
      await held.letGo();
      await cloud.cloud.start('mariadb');
      await until(() => service.api.get('/health/ready').expect(200), END_MS);
      const promised = await triggered();
      await endWell(held.id, between, promised);
    },
    LONG_MS,
  );

  it(
    'the service itself: a call that came meanwhile is made again, and what runs ends well',
    async () => {
      const [held, between] = [await heldRun(), await runBetweenTasks()];
      service.kill();
      await service.dead();
      const mistral = `${cloud.url('workflowv2')}/executions/${between}/tasks`;
      const headers = { 'X-Auth-Token': project.token };
      await until(async () => {
        const { tasks } = (await (await fetch(mistral, { headers })).json()) as { tasks: { name: string }[] };
        expect(tasks.map(({ name }) => name)).toContain('second');
        expect((await cloud.actionsOf(project, between)).second).toBeGreaterThan(0);
      }, END_MS);
      await held.letGo();
      await service.start();
      for (const id of [held.id, between]) {
        expect(await api.ended(id, END_MS)).toMatchObject({ state: 'SUCCESS' });
      }
    },
    LONG_MS,
  );

  it(
    'the way to the service: a call that a proxy answered in its place is taken up by itself',
    async () => {
      badGateways = 1;
      await endWell(await run('true'));
      expect(badGateways).toBe(0);
    },
    LONG_MS,
  );
});
