import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiClient, Pipeline } from '../../support/api-client.js';
import { SampleRepository } from '../../support/sample-repository.js';
import { until } from '../../support/until.js';
import { FaultCloud, NOTHING, Project } from './fault-cloud.js';
import { Gate, Passing } from './gate.js';
import { ServiceProcess } from '../../support/service-process.js';

const LONG_MS = 600_000;
/** A half-made pipeline is taken back after 20 s of silence, by a sweep every 15 s; the cloud has two cores. */
const SWEPT_MS = 180_000;

/** Requests that change something: only after these is the cloud another one than before. */
const CHANGES = /^(POST|PUT|DELETE) (?!.*\/auth\/tokens$)/;
interface Point {
  readonly number: number;
  readonly when: Passing['when'];
}

/** Which requests belong to the operation: the service goes on with other things meanwhile. */
type Belongs = (passing: Passing) => boolean;

/** A pipeline that somebody asked for in a project of its own. */
interface Wish {
  readonly at: string;
  readonly project: Project;
  readonly api: ApiClient;
  readonly key: string;
  readonly body: object;
}

/** Kills the service at one of the requests it makes to the cloud. */
class Trap {
  private armed: (Point & { readonly belongs: Belongs }) | undefined;
  private counted = 0;
  private last = '';
  private awaited: string | undefined;
  /** Where it was killed. */
  sprungAt: string | undefined;

  constructor(private readonly kill: () => void) {}

  arm(point: Point, belongs: Belongs): void {
    this.armed = { ...point, belongs };
    this.counted = 0;
    this.last = '';
    this.awaited = undefined;
    this.sprungAt = undefined;
  }

  disarm(): void {
    this.armed = undefined;
  }

  watch(passing: Passing, gate: string): boolean {
    if (!this.armed || !this.isThePoint(passing, gate)) return false;
    this.sprungAt = `${passing.when} ${passing.what.replaceAll(/[0-9a-f-]{32,}/g, '…')}`;
    this.armed = undefined;
    this.kill();
    return true;
  }

  private isThePoint(passing: Passing, gate: string): boolean {
    const { when, number, what } = passing;
    const request = `${gate} ${number}`;
    if (when === 'after') return request === this.awaited;
    // Who waits asks the same again and again: that is one step.
    if (!this.armed?.belongs(passing) || what === this.last) return false;
    this.last = what;
    this.counted += 1;
    if (this.counted !== this.armed.number) return false;
    if (this.armed.when === 'before') return true;
    this.awaited = request;
    return false;
  }
}

describe('the service, killed between any two steps', () => {
  const cloud = FaultCloud.open();
  const gates: Gate[] = [];
  const wishes: Wish[] = [];
  const pipelines: { wish: Wish; pipeline: Pipeline }[] = [];
  let home: Awaited<ReturnType<FaultCloud['home']>>;
  let repository: SampleRepository;
  let service: ServiceProcess;
  let trap: Trap;

  const gate = async (url: string): Promise<string> => {
    const made = await Gate.to(url, (passing) => trap.watch(passing, url));
    gates.push(made);
    return `${made.origin}${new URL(url).pathname}`;
  };

  beforeAll(async () => {
    repository = await SampleRepository.make();
    home = await cloud.home();
    trap = new Trap(() => service.kill());
    service = new ServiceProcess(home.dataDir, home.port, {
      ...cloud.settings,
      DATABASE_URL: home.databaseUrl,
      OS_AUTH_URL: await gate(cloud.url('identity')),
      SOLUM_MISTRAL_URL: await gate(cloud.url('workflowv2')),
      SOLUM_HEAT_URL: `${await gate(cloud.url('orchestration'))}/%(project_id)s`,
    });
    await service.start();
  }, LONG_MS);

  afterAll(async () => {
    await service.stop();
    for (const each of gates) await each.close();
    await home.remove();
    await repository.remove();
  }, LONG_MS);

  const workOf = (key: string): string => join(home.dataDir, `work-${key}`);

  /** How often the work was done that the wish's pipeline has a station do. */
  const timesDone = async ({ key }: Wish): Promise<number> =>
    (await readFile(workOf(key), 'utf8')).split('\n').length - 1;

  async function wish(): Promise<Wish> {
    const project = await cloud.project();
    const api = service.api.with({ 'X-Auth-Token': project.token });
    const key = randomUUID();
    const artifact = {
      name: 'app',
      content: { href: repository.href },
      unittest_cmd: `echo ran >> ${workOf(key)}`,
    };
    const { uri } = await api.createPlan({ artifacts: [artifact] });
    const body = {
      name: 'crash',
      plan_uri: uri,
      workbook_name: 'unit_test',
      trigger: { unsigned: 'allowed' },
    };
    return { at: 'nowhere', project, api: api.with({ 'Idempotency-Key': key }), key, body };
  }

  /**
   * Does the operation again and again, each time killed at the next point from `begin` on, until it comes to its end.
   * `operate` answers when the operation has ended or the service is dead.
   */
  async function killedAtEachPoint(
    operate: (begin: (belongs: Belongs) => void, again: number) => Promise<void>,
  ): Promise<string[]> {
    const points: string[] = [];
    const springs = async (point: Point): Promise<boolean> => {
      await operate((belongs) => trap.arm(point, belongs), points.length);
      trap.disarm();
      if (trap.sprungAt === undefined) return false;
      points.push(trap.sprungAt);
      await service.dead();
      await service.start();
      return true;
    };
    for (let number = 1; await springs({ number, when: 'before' }); number += 1) {
      if (CHANGES.test(points.at(-1)?.replace('before ', '') ?? '')) await springs({ number, when: 'after' });
    }
    return points;
  }

  /** The answer's status; undefined where the service died. */
  async function answered(ask: () => PromiseLike<{ status: number }>): Promise<number | undefined> {
    try {
      return (await ask()).status;
    } catch (error) {
      await service.dead();
      if (trap.sprungAt === undefined) throw error;
      return undefined;
    }
  }

  it(
    'while it creates a pipeline: nothing is left of it, and the same request makes it, once',
    async () => {
      const points = await killedAtEachPoint(async (begin) => {
        const made = await wish();
        wishes.push(made);
        begin(({ token }) => token === made.project.token);
        await answered(() => made.api.post('/v1/pipelines', made.body));
      });
      console.log(`creation, killed\n  ${points.join('\n  ')}`);
      expect(points.length).toBeGreaterThanOrEqual(10);
      for (const { project, api } of wishes.slice(0, -1)) {
        await until(async () => expect(await cloud.holdings(project)).toEqual(NOTHING), SWEPT_MS);
        expect((await api.get('/v1/pipelines').expect(200)).body).toEqual([]);
      }
      for (const made of wishes) {
        const { body } = await until(() => made.api.post('/v1/pipelines', made.body).expect(201), SWEPT_MS);
        pipelines.push({ wish: made, pipeline: body as Pipeline });
      }
      for (const { wish: made, pipeline } of pipelines) {
        expect(await made.api.ended(pipeline.last_execution, SWEPT_MS)).toMatchObject({ state: 'SUCCESS' });
        expect((await made.api.get('/v1/pipelines').expect(200)).body).toHaveLength(1);
        expect(await cloud.holdings(made.project)).toEqual({
          stacks: [pipeline.stack_id],
          trusts: [expect.any(String)],
          workbooks: ['unit_test'],
          executions: [pipeline.last_execution],
        });
        expect(await timesDone(made)).toBe(1);
      }
    },
    LONG_MS,
  );

  it(
    'while it hands an execution over: what a trigger was promised runs, once',
    async () => {
      const started: { wish: Wish; pipeline: Pipeline; id: string }[] = [];
      const points = await killedAtEachPoint(async (begin, again) => {
        const on = pipelines[again];
        if (!on) throw new Error('There are more points than pipelines.');
        for (const before of started.slice(-1)) await before.wish.api.ended(before.id, SWEPT_MS);
        begin(({ what }) => /^POST .*\/tokens$|\/workbooks|^POST .*\/executions$/.test(what));
        const { body } = await service.api.post(new URL(on.pipeline.trigger_uri).pathname, {}).expect(202);
        const id = body.execution_id as string;
        started.push({ ...on, id });
        await until(
          async () => !service.isRunning || (await on.wish.api.execution(id)).state !== 'IDLE',
          SWEPT_MS,
        );
      });
      console.log(`hand-over, killed\n  ${points.join('\n  ')}`);
      expect(points.length).toBeGreaterThanOrEqual(3);
      for (const { wish: made, pipeline, id } of started) {
        expect(await made.api.ended(id, SWEPT_MS)).toMatchObject({ state: 'SUCCESS' });
        const { executions } = await cloud.holdings(made.project);
        expect([...executions].sort()).toEqual([pipeline.last_execution, id].sort());
        expect(await timesDone(made)).toBe(2);
      }
    },
    LONG_MS,
  );

  it(
    'while it deletes a pipeline: the deletion comes to its end by itself, and may be repeated',
    async () => {
      const deleted: (typeof pipelines)[number][] = [];
      const points = await killedAtEachPoint(async (begin, again) => {
        const on = pipelines[again];
        if (!on) throw new Error('There are more points than pipelines.');
        for (const before of deleted.slice(-1)) {
          const { api } = before.wish;
          await until(() => api.get(`/v1/pipelines/${before.pipeline.uuid}`).expect(404), SWEPT_MS);
        }
        deleted.push(on);
        const { token } = on.wish.project;
        begin(
          (passing) => passing.token === token || /^POST .*\/tokens$|^DELETE .*\/trusts/.test(passing.what),
        );
        await answered(() => on.wish.api.delete(`/v1/pipelines/${on.pipeline.uuid}`));
      });
      console.log(`deletion, killed\n  ${points.join('\n  ')}`);
      expect(points.length).toBeGreaterThanOrEqual(5);
      for (const { wish: made, pipeline } of deleted) {
        await until(async () => {
          const { executions: _, ...left } = await cloud.holdings(made.project);
          expect(left).toEqual({ stacks: [], trusts: [], workbooks: [] });
          await made.api.get(`/v1/pipelines/${pipeline.uuid}`).expect(404);
        }, SWEPT_MS);
        await made.api.delete(`/v1/pipelines/${pipeline.uuid}`).expect(404);
      }
    },
    LONG_MS,
  );
});
