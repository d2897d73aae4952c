import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { JobRecord } from '../../src/modules/stations/index.js';
import { StationResult } from '../../src/modules/stations/domain/job.js';
import { Attempt, Station } from '../../src/modules/stations/domain/station.js';
import { DomainError } from '../../src/shared/domain/domain-error.js';
import { newId } from '../../src/shared/domain/ids.js';
import { until } from '../support/until.js';
import { FakeContexts, ReceivingEngine, RigOptions, StationRig, stationRig } from '../support/station-rig.js';
import { TestClock } from '../support/test-clock.js';
import { OpenDatabase, openDatabase, ScratchDatabase, scratchDatabase } from '../support/test-database.js';

const LEASE_MS = 30_000;

/** A station whose work the test does: it waits until it is told how it went. */
class ScriptedStation implements Station<{ name: string; timeout?: number | undefined }> {
  readonly id = 'scripted';
  readonly description = 'does what the test says';
  readonly input = z.strictObject({ name: z.string(), timeout: z.number().optional() });
  readonly attempts: { name: string; attempt: Attempt; answer: (result: StationResult | Error) => void }[] =
    [];
  /** Where set, nothing waits. */
  immediate: StationResult | Error | undefined;

  async run({ name }: { name: string }, attempt: Attempt): Promise<StationResult> {
    const { signal } = attempt;
    return new Promise((resolve, reject) => {
      const answer = (result: StationResult | Error): void =>
        result instanceof Error ? reject(result) : resolve(result);
      this.attempts.push({ name, attempt, answer });
      attempt.log.write(Buffer.from(`working on ${name}\n`));
      if (this.immediate) answer(this.immediate);
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
  }

  /** The attempt that runs once the worker has come to it. */
  started(name: string, attempt = 1) {
    return until(
      () => this.attempts.find((a) => a.name === name && a.attempt.job.attempt === attempt) ?? false,
    );
  }
}

const passed = (summary = 'fine'): StationResult => ({ passed: true, summary });

describe('the queue of the stations', () => {
  let scratch: ScratchDatabase;
  let database: OpenDatabase;
  let station: ScriptedStation;
  let rigs: StationRig[];

  beforeAll(async () => {
    scratch = await scratchDatabase();
    database = await openDatabase(scratch, [JobRecord]);
  });

  afterAll(async () => {
    await database.close();
    await scratch.drop();
  });

  beforeEach(() => {
    station = new ScriptedStation();
    rigs = [];
  });

  afterEach(async () => {
    await Promise.all(rigs.map(({ worker }) => worker.stop()));
    await database.session.run(() => database.session.writer.clear(JobRecord));
  });

  /** A process of its own; several with the same contexts and engine share one service. */
  function process(over: Partial<RigOptions> = {}): StationRig {
    const base = { session: database.session, dataDir: scratch.dataDir, stations: [station as Station] };
    const rig = stationRig({ ...base, clock: new TestClock(), leaseMs: LEASE_MS, ...over });
    rigs.push(rig);
    return rig;
  }

  function service() {
    return { contexts: new FakeContexts(), engine: new ReceivingEngine() };
  }

  const job = async (rig: StationRig, action: string) => (await rig.jobs.findByAction(action))!;
  const done = (rig: StationRig, action: string) =>
    until(async () => {
      const found = await job(rig, action);
      return found.state === 'done' && found.reported ? found : false;
    });

  describe('taking orders', () => {
    it('makes one job of the same call, however often and however simultaneously it comes', async () => {
      const rig = process();
      const executionId = rig.contexts.begin();
      const call = {
        station: 'scripted',
        executionId,
        taskId: newId(),
        actionExecutionId: newId(),
        input: { name: 'a' },
      };
      const made = await Promise.all([1, 2, 3, 4, 5].map(() => rig.acceptJob.execute(call)));
      made.push(await rig.acceptJob.execute({ ...call, input: { name: 'other' } }));
      expect(new Set(made.map(({ id }) => id)).size).toBe(1);
      expect(await rig.jobs.ofExecution(executionId)).toHaveLength(1);
    });

    it('answers the same call also after the execution has ended', async () => {
      const rig = process();
      const executionId = rig.contexts.begin();
      const call = {
        station: 'scripted',
        executionId,
        taskId: newId(),
        actionExecutionId: newId(),
        input: { name: 'a' },
      };
      const first = await rig.acceptJob.execute(call);
      rig.contexts.end(executionId);
      await expect(rig.acceptJob.execute(call)).resolves.toMatchObject({ id: first.id });
    });

    it('refuses an unknown station, wrong input, an ended execution and another execution’s action', async () => {
      const rig = process();
      const executionId = rig.contexts.begin();
      const call = {
        station: 'scripted',
        executionId,
        taskId: newId(),
        actionExecutionId: newId(),
        input: { name: 'a' },
      };
      const refusal = (over: object) => expect(rig.acceptJob.execute({ ...call, ...over })).rejects;
      await refusal({ station: 'nowhere' }).toMatchObject({ kind: 'not_found', code: 'station.not_found' });
      await refusal({ input: { name: 5 } }).toMatchObject({
        kind: 'invalid',
        errors: [{ pointer: '/name' }],
      });
      await refusal({ input: null }).toMatchObject({ kind: 'invalid' });
      const ended = rig.contexts.begin({ ended: true });
      await refusal({ executionId: ended }).toMatchObject({
        kind: 'conflict',
        code: 'station.execution_ended',
      });
      await refusal({ executionId: newId() }).toMatchObject({ kind: 'conflict' });
      await rig.acceptJob.execute(call);
      await refusal({ executionId: rig.contexts.begin() }).toMatchObject({ code: 'station.action_taken' });
      expect(await rig.jobs.ofExecution(executionId)).toHaveLength(1);
    });
  });

  describe('doing the work', () => {
    it('begins at once and hands the result to the engine, for the project and with a token of the owner', async () => {
      const rig = process();
      rig.worker.start();
      const action = await rig.order('scripted', { name: 'a' });
      (await station.started('a')).answer({ ...passed(), commit: 'abc' });
      const { verdict, attempt, finishedAt } = await done(rig, action);
      expect({ verdict, attempt, finished: finishedAt !== null }).toEqual({
        verdict: 'pass',
        attempt: 1,
        finished: true,
      });
      expect(rig.engine.results).toEqual([
        {
          actionExecutionId: action,
          projectId: 'project',
          token: 'token of the owner',
          result: { state: 'SUCCESS', output: { passed: true, summary: 'fine', commit: 'abc' } },
        },
      ]);
    });

    it.each([
      [
        'a failed test',
        { passed: false, summary: 'two tests failed', exit_code: 1 },
        'fail',
        'two tests failed',
      ],
      [
        'trouble that has words',
        new DomainError('unavailable', 'x.y', 'the git host is away'),
        'error',
        'the git host is away',
      ],
      ['a defect', new TypeError('undefined is no function'), 'error', 'undefined is no function'],
    ])('reports %s as ERROR with what went wrong', async (_, answer, verdict, summary) => {
      const rig = process();
      rig.worker.start();
      const action = await rig.order('scripted', { name: 'a' });
      (await station.started('a')).answer(answer);
      expect((await done(rig, action)).verdict).toBe(verdict);
      expect(rig.engine.of(action)).toMatchObject([
        { state: 'ERROR', output: { passed: false, summary: expect.stringContaining(summary) } },
      ]);
    });

    it('runs no more jobs at a time than it is set to, and the oldest first', async () => {
      const clock = new TestClock();
      const rig = process({ concurrency: 2, clock });
      for (const name of ['a', 'b', 'c']) {
        await rig.order('scripted', { name });
        clock.advance(1000);
      }
      rig.worker.start();
      await station.started('b');
      expect(station.attempts.map(({ name }) => name)).toEqual(['a', 'b']);
      station.attempts[0]?.answer(passed());
      await station.started('c');
    });

    it('shares the queue with other workers so that no job runs twice', async () => {
      const shared = service();
      station.immediate = passed();
      const other = scratch.settings.databaseUrl ? await openDatabase(scratch, [JobRecord]) : undefined;
      const one = process({ ...shared, concurrency: 3 });
      const two = process({ ...shared, concurrency: 3, ...(other ? { session: other.session } : {}) });
      const actions = await Promise.all(
        Array.from({ length: 30 }, (_, n) => one.order('scripted', { name: `job ${n}` })),
      );
      one.worker.start();
      two.worker.start();
      for (let n = 30; n < 40; n += 1) actions.push(await two.order('scripted', { name: `job ${n}` }));
      for (const action of actions) await done(one, action);
      expect(station.attempts.map(({ name }) => name).sort()).toEqual(
        actions.map((_, n) => `job ${n}`).sort(),
      );
      expect(station.attempts.every(({ attempt }) => attempt.job.attempt === 1)).toBe(true);
      expect(new Set(shared.engine.results.map(({ actionExecutionId }) => actionExecutionId)).size).toBe(40);
      await two.worker.stop();
      await other?.close();
    });

    it('finds by its slow sweep what another process ordered', async () => {
      const shared = service();
      const clock = new TestClock();
      const worker = process({ ...shared, clock });
      worker.worker.start();
      await until(() => clock.nextTimer() !== undefined);
      const action = await process(shared).order('scripted', { name: 'a' });
      expect(station.attempts).toEqual([]);
      clock.advance(5000);
      (await station.started('a')).answer(passed());
      await done(worker, action);
    });
  });

  describe('a lost worker', () => {
    /** Stands still: its owner neither beats nor notices that its lease runs out. */
    const frozen = () => new TestClock();
    const later = () => new TestClock(new Date(new TestClock().now().getTime() + LEASE_MS + 1));

    it('loses its job to another one, and its late answer changes nothing', async () => {
      const shared = service();
      const lost = process({ ...shared, clock: frozen() });
      lost.worker.start();
      const action = await lost.order('scripted', { name: 'a' });
      const first = await station.started('a');
      const heir = process({ ...shared, clock: later() });
      heir.worker.start();
      (await station.started('a', 2)).answer(passed('the second attempt'));
      const before = await done(heir, action);
      first.answer({ passed: false, summary: 'the first attempt' });
      await lost.worker.stop();
      expect(await job(heir, action)).toEqual(before);
      expect(before).toMatchObject({ attempt: 2, losses: 1, verdict: 'pass' });
      expect(shared.engine.of(action)).toMatchObject([{ output: { summary: 'the second attempt' } }]);
    });

    it('stops at its next heartbeat when somebody else has its job', async () => {
      const shared = service();
      const clock = frozen();
      const lost = process({ ...shared, clock });
      lost.worker.start();
      const action = await lost.order('scripted', { name: 'a' });
      const first = await station.started('a');
      const heir = process({ ...shared, clock: later() });
      heir.worker.start();
      await station.started('a', 2);
      clock.advance(LEASE_MS / 3);
      await until(() => first.attempt.signal.aborted);
      expect(first.attempt.signal.reason).toMatchObject({ reason: 'lost' });
      await lost.worker.stop();
      expect(await job(heir, action)).toMatchObject({
        state: 'running',
        attempt: 2,
        leaseOwner: heir.worker.owner,
      });
    });

    it('keeps its job as long as its heart beats', async () => {
      const shared = service();
      const clock = new TestClock();
      const rig = process({ ...shared, clock });
      rig.worker.start();
      const action = await rig.order('scripted', { name: 'a' });
      const { answer } = await station.started('a');
      for (let beat = 1; beat <= 6; beat += 1) {
        const { leaseUntil } = await job(rig, action);
        clock.advance(LEASE_MS / 3);
        await until(async () => ((await job(rig, action)).leaseUntil ?? 0) > (leaseUntil ?? 0));
      }
      const other = process({ ...shared, clock: new TestClock(clock.now()) });
      other.worker.start();
      answer(passed());
      expect(await done(rig, action)).toMatchObject({ attempt: 1, losses: 0 });
    });

    it('is not replaced for ever: a job that takes its workers down is given up', async () => {
      const shared = service();
      const clock = new TestClock();
      let action = '';
      for (let loss = 1; loss <= 3; loss += 1) {
        const lost = process({ ...shared, clock: new TestClock(clock.now()) });
        if (loss === 1) action = await lost.order('scripted', { name: 'a' });
        lost.worker.start();
        await station.started('a', loss);
        clock.advance(LEASE_MS + 1);
      }
      const last = process({ ...shared, clock });
      last.worker.start();
      expect(await done(last, action)).toMatchObject({ verdict: 'error', losses: 3 });
      expect(shared.engine.of(action)).toMatchObject([
        { state: 'ERROR', output: { summary: expect.stringContaining('lost 3 times') } },
      ]);
    });

    it('stops by itself when its lease runs out while the database is away', async () => {
      const shared = service();
      const clock = new TestClock();
      const session = database.session;
      let away = false;
      const flaky = new Proxy(session, {
        get: (target, name) => {
          if (name === 'run' && away) return async () => Promise.reject(new Error('the database is away'));
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      });
      const rig = process({ ...shared, clock, session: flaky });
      rig.worker.start();
      await rig.order('scripted', { name: 'a' });
      const { attempt } = await station.started('a');
      away = true;
      clock.advance(LEASE_MS);
      await until(() => attempt.signal.aborted);
      expect(attempt.signal.reason).toMatchObject({ reason: 'lost' });
      away = false;
    });
  });

  describe('handing in results', () => {
    it('goes on trying with growing pauses while the engine is away, and loses nothing', async () => {
      const clock = new TestClock();
      const rig = process({ clock });
      rig.engine.failure = new DomainError('unavailable', 'engine.unavailable', 'away');
      station.immediate = passed();
      rig.worker.start();
      const action = await rig.order('scripted', { name: 'a' });
      rig.engine.now = () => clock.now();
      for (const [index, pause] of [1000, 2000, 4000].entries()) {
        const { reportAt } = await until(async () => {
          const found = await job(rig, action);
          return found.reportAttempts === index + 1 ? found : false;
        });
        expect(reportAt!.getTime() - rig.engine.refusals[index]!.getTime()).toBe(pause);
        await until(() => (clock.advance(100), rig.engine.refusals.length === index + 2));
        expect(rig.engine.refusals[index + 1]!.getTime()).toBeGreaterThanOrEqual(reportAt!.getTime());
      }
      rig.engine.failure = undefined;
      await until(() => (clock.advance(1000), rig.engine.results.length === 1));
      await done(rig, action);
      expect(rig.engine.of(action)).toHaveLength(1);
    });

    it('is done by another process where the first one died before it could', async () => {
      const shared = service();
      shared.engine.failure = new Error('connection reset');
      station.immediate = passed();
      const first = process(shared);
      first.worker.start();
      const action = await first.order('scripted', { name: 'a' });
      await until(async () => (await job(first, action)).reportAttempts === 1);
      await first.worker.stop();
      shared.engine.failure = undefined;
      const second = process({ ...shared, clock: new TestClock(new Date('2026-01-02T00:00:00Z')) });
      second.worker.start();
      await done(second, action);
      expect(shared.engine.of(action)).toMatchObject([{ state: 'SUCCESS' }]);
      expect(station.attempts).toHaveLength(1);
    });

    it.each(['not_found', 'conflict', 'invalid'] as const)(
      'ends where the engine answers %s',
      async (kind) => {
        const rig = process();
        rig.engine.failure = new DomainError(kind, 'engine.x', 'no such action');
        station.immediate = passed();
        rig.worker.start();
        const action = await rig.order('scripted', { name: 'a' });
        await done(rig, action);
        expect(rig.engine.refusals).toHaveLength(1);
      },
    );

    it('ends where the execution has been deleted', async () => {
      const rig = process();
      const executionId = rig.contexts.begin();
      rig.worker.start();
      const action = await rig.order('scripted', { name: 'a' }, executionId);
      const { answer } = await station.started('a');
      rig.contexts.forget(executionId);
      answer(passed());
      await done(rig, action);
      expect(rig.engine.results).toEqual([]);
    });
  });

  describe('an execution that ends', () => {
    it('stops its running job at once and takes its queued ones from the queue', async () => {
      const rig = process({ concurrency: 1 });
      rig.cancelJobs.listen();
      rig.worker.start();
      const executionId = rig.contexts.begin();
      const running = await rig.order('scripted', { name: 'running' }, executionId);
      const { attempt } = await station.started('running');
      const queued = await rig.order('scripted', { name: 'queued' }, executionId);
      rig.contexts.end(executionId);
      expect(attempt.signal.aborted).toBe(true);
      for (const action of [running, queued]) {
        expect(await done(rig, action)).toMatchObject({ verdict: 'cancelled' });
        expect(rig.engine.of(action)).toMatchObject([
          { state: 'CANCELLED', output: { summary: 'the execution has ended' } },
        ]);
      }
      expect(station.attempts.map(({ name }) => name)).toEqual(['running']);
    });

    it('does not stop the jobs of others', async () => {
      const rig = process();
      rig.cancelJobs.listen();
      rig.worker.start();
      const action = await rig.order('scripted', { name: 'mine' });
      const { answer } = await station.started('mine');
      rig.contexts.end(rig.contexts.begin());
      answer(passed());
      expect(await done(rig, action)).toMatchObject({ verdict: 'pass' });
    });

    it('is noticed by other processes at their next heartbeat', async () => {
      const clock = new TestClock();
      const rig = process({ clock });
      rig.worker.start();
      const executionId = rig.contexts.begin();
      const action = await rig.order('scripted', { name: 'a' }, executionId);
      await station.started('a');
      rig.contexts.endSilently(executionId);
      clock.advance(LEASE_MS / 3);
      expect(await done(rig, action)).toMatchObject({ verdict: 'cancelled' });
    });

    it('is noticed when a worker comes to a job that nobody cancelled', async () => {
      const rig = process();
      const executionId = rig.contexts.begin();
      const action = await rig.order('scripted', { name: 'a' }, executionId);
      rig.contexts.endSilently(executionId);
      rig.worker.start();
      expect(await done(rig, action)).toMatchObject({ verdict: 'cancelled' });
      expect(station.attempts).toEqual([]);
    });
  });

  it.each([
    [undefined, 600_000, 600_000],
    [60, 600_000, 60_000],
    [3600, 600_000, 600_000],
  ])(
    'a job that may take %s s of the %d ms the service allows is stopped after %d ms',
    async (timeout, timeoutMs, after) => {
      const clock = new TestClock();
      const rig = process({ clock, timeoutMs, leaseMs: 10_000_000 });
      rig.worker.start();
      const executionId = rig.contexts.begin();
      const taskId = newId();
      const action = await rig.order('scripted', { name: 'a', timeout }, executionId, taskId);
      const { attempt } = await station.started('a');
      clock.advance(after - 1);
      expect(attempt.signal.aborted).toBe(false);
      clock.advance(1);
      const ended = await done(rig, action);
      expect(ended).toMatchObject({
        verdict: 'error',
        result: { summary: `timed out after ${after / 1000} s` },
      });
      const log = await rig.readTaskLog.execute(executionId, taskId);
      expect(await text(log!.read(0, log!.size))).toContain(`error: timed out after ${after / 1000} s`);
    },
  );

  it('a station that does not notice that it is to stop does not keep the worker', async () => {
    const clock = new TestClock();
    const deaf: Station = {
      id: 'deaf',
      description: '',
      input: z.strictObject({}),
      run: () => new Promise(() => undefined),
    };
    const rig = process({ clock, stations: [deaf], timeoutMs: 1000, leaseMs: 10_000_000 });
    rig.worker.start();
    const action = await rig.order('deaf', {});
    await until(async () => (await rig.workspaces.list()).includes((await job(rig, action)).id));
    clock.advance(1000);
    await until(() => {
      clock.advance(15_000);
      return job(rig, action).then(({ state }) => state === 'done');
    });
    expect(await done(rig, action)).toMatchObject({ verdict: 'error' });
  });

  it('a worker that shuts down gives its jobs back, and another one does them from the start', async () => {
    const shared = service();
    const first = process(shared);
    first.worker.start();
    const executionId = shared.contexts.begin();
    const taskId = newId();
    const action = await first.order('scripted', { name: 'a' }, executionId, taskId);
    const { attempt } = await station.started('a');
    await first.worker.stop();
    expect(attempt.signal.reason).toMatchObject({ reason: 'shutdown' });
    expect(await job(first, action)).toMatchObject({ state: 'queued', leaseOwner: null, leaseUntil: null });
    expect(await first.workspaces.list()).toEqual([]);
    const second = process(shared);
    second.worker.start();
    (await station.started('a', 2)).answer(passed());
    expect(await done(second, action)).toMatchObject({ attempt: 2, losses: 0, verdict: 'pass' });
    const log = await second.readTaskLog.execute(executionId, taskId);
    expect((await text(log!.read(0, log!.size))).match(/attempt \d/g)).toEqual(['attempt 1', 'attempt 2']);
  });

  describe('the log of a task', () => {
    it('is the logs of its jobs in order, and an offset always means the same byte', async () => {
      const clock = new TestClock();
      const rig = process({ clock, concurrency: 2 });
      rig.worker.start();
      const executionId = rig.contexts.begin();
      const taskId = newId();
      expect(await rig.readTaskLog.execute(executionId, taskId)).toBeUndefined();
      const one = await rig.order('scripted', { name: 'one' }, executionId, taskId);
      clock.advance(10);
      const two = await rig.order('scripted', { name: 'two' }, executionId, taskId);
      await rig.order('scripted', { name: 'elsewhere' }, executionId);
      const first = await station.started('one');
      (await station.started('two')).answer(passed('two is done'));
      await done(rig, two);
      const read = async () => {
        const log = (await rig.readTaskLog.execute(executionId, taskId))!;
        return { log, content: await text(log.read(0, log.size)) };
      };
      const early = await until(async () => {
        const found = await read();
        return found.content.includes('working on one') ? found : false;
      });
      expect(early.content).not.toContain('two');
      expect(early.log.ended).toBe(false);
      first.answer(passed('one is done'));
      await done(rig, one);
      const { log, content } = await read();
      expect(content.startsWith(early.content)).toBe(true);
      expect(content).toMatch(
        /attempt 1[^]*working on one[^]*pass: one is done\n[^]*working on two[^]*pass: two is done\n$/,
      );
      expect(content).not.toContain('elsewhere');
      expect({ size: log.size, ended: log.ended }).toEqual({ size: Buffer.byteLength(content), ended: true });
      for (const [start, end] of [
        [0, 10],
        [5, log.size - 5],
        [log.size - 3, log.size + 100],
        [log.size, log.size + 1],
      ] as const) {
        expect(await text(log.read(start, end))).toBe(content.slice(start, end));
      }
    });

    it('shows the repository’s token nowhere', async () => {
      const rig = process();
      rig.worker.start();
      const executionId = rig.contexts.begin({ repoToken: 'ghp_secret_token' });
      const taskId = newId();
      const action = await rig.order('scripted', { name: 'ghp_secret_token' }, executionId, taskId);
      (await station.started('ghp_secret_token')).answer(passed());
      await done(rig, action);
      const log = (await rig.readTaskLog.execute(executionId, taskId))!;
      expect(await text(log.read(0, log.size))).toContain('working on ********');
    });
  });

  it('the jobs of an execution are shown in order with how they went', async () => {
    const clock = new TestClock();
    const rig = process({ clock });
    const executionId = rig.contexts.begin();
    const taskId = newId();
    await rig.order('scripted', { name: 'a' }, executionId, taskId);
    clock.advance(1000);
    await rig.order('scripted', { name: 'b' }, executionId);
    rig.worker.start();
    (await station.started('a')).answer({ passed: false, summary: 'no' });
    await station.started('b');
    const [a, b] = await until(async () => {
      const jobs = await rig.stationJobs.ofExecution(executionId);
      return jobs[0]?.state === 'done' ? jobs : false;
    });
    expect(a).toMatchObject({
      taskId,
      station: 'scripted',
      state: 'done',
      verdict: 'fail',
      attempt: 1,
      summary: 'no',
    });
    expect(a?.finished).toEqual(clock.now());
    expect(b).toMatchObject({
      state: 'running',
      verdict: null,
      summary: null,
      finished: null,
      started: clock.now(),
    });
  });
});
