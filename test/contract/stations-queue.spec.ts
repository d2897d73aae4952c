import { describe, expect, it } from '@jest/globals';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { EventRecord } from '../../src/modules/events/index.js';
import { ApprovalRecord } from '../../src/modules/stations/infrastructure/approval.record.js';
import { JobRecord } from '../../src/modules/stations/index.js';
import { Station } from '../../src/modules/stations/domain/station.js';
import { DomainError } from '../../src/shared/domain/domain-error.js';
import { newId } from '../../src/shared/domain/ids.js';
import { TestClock } from '../support/test-clock.js';
import { openDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';
import { passed, StationsHarness } from './stations.harness.js';

describe('the queue of the stations', () => {
  const queue = new StationsHarness();

  describe('taking orders', () => {
    it('makes one job of the same call, however often and however simultaneously it comes', async () => {
      const rig = queue.process();
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
      const rig = queue.process();
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
      const rig = queue.process();
      const executionId = rig.contexts.begin();
      const call = {
        station: 'scripted',
        executionId,
        taskId: newId(),
        actionExecutionId: newId(),
        input: { name: 'a' },
      };
      const refusal = (over: object) =>
        expect(rig.acceptJob.execute({ ...call, actionExecutionId: newId(), ...over })).rejects;
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
      const { actionExecutionId } = call;
      await refusal({ executionId: rig.contexts.begin(), actionExecutionId }).toMatchObject({
        code: 'station.action_taken',
      });
      const jobs = await rig.jobs.ofExecution(executionId);
      expect(jobs.filter(({ verdict }) => verdict === null)).toHaveLength(1);
    });

    it('hands a refusal to the engine as the result of the action', async () => {
      const rig = queue.process();
      const actionExecutionId = newId();
      const executionId = rig.contexts.begin();
      const call = { executionId, taskId: newId(), actionExecutionId, input: { name: 5 } };
      rig.worker.start();
      await expect(rig.acceptJob.execute({ station: 'scripted', ...call })).rejects.toThrow('/name');
      await until(() => rig.engine.of(actionExecutionId).length > 0);
      expect(rig.engine.of(actionExecutionId)).toMatchObject([
        { state: 'ERROR', output: { passed: false, summary: expect.stringContaining('/name') } },
      ]);
    });
  });

  describe('doing the work', () => {
    it('begins at once and hands the result to the engine, for the project and with a token of the owner', async () => {
      const rig = queue.process();
      rig.worker.start();
      const action = await rig.order('scripted', { name: 'a' });
      (await queue.station.started('a')).answer({ ...passed(), commit: 'abc' });
      const { verdict, attempt, finishedAt } = await queue.done(rig, action);
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
      const rig = queue.process();
      rig.worker.start();
      const action = await rig.order('scripted', { name: 'a' });
      (await queue.station.started('a')).answer(answer);
      expect((await queue.done(rig, action)).verdict).toBe(verdict);
      expect(rig.engine.of(action)).toMatchObject([
        { state: 'ERROR', output: { passed: false, summary: expect.stringContaining(summary) } },
      ]);
    });

    it('runs no more jobs at a time than it is set to, and the oldest first', async () => {
      const clock = new TestClock();
      const rig = queue.process({ concurrency: 2, clock });
      for (const name of ['a', 'b', 'c']) {
        await rig.order('scripted', { name });
        clock.advance(1000);
      }
      rig.worker.start();
      await queue.station.started('a');
      await queue.station.started('b');
      // Both are claimed at once; which of the two gets to its work first is nobody's promise.
      expect(queue.station.attempts.map(({ name }) => name).sort()).toEqual(['a', 'b']);
      queue.station.attempts[0]?.answer(passed());
      await queue.station.started('c');
    });

    it('shares the queue with other workers so that no job runs twice', async () => {
      const shared = queue.service();
      queue.station.immediate = passed();
      const other = queue.scratch.settings.databaseUrl
        ? await openDatabase(queue.scratch, [ApprovalRecord, EventRecord, JobRecord])
        : undefined;
      const one = queue.process({ ...shared, concurrency: 3 });
      const two = queue.process({ ...shared, concurrency: 3, ...(other ? { session: other.session } : {}) });
      const actions = await Promise.all(
        Array.from({ length: 30 }, (_, n) => one.order('scripted', { name: `job ${n}` })),
      );
      one.worker.start();
      two.worker.start();
      for (let n = 30; n < 40; n += 1) actions.push(await two.order('scripted', { name: `job ${n}` }));
      for (const action of actions) await queue.done(one, action);
      expect(queue.station.attempts.map(({ name }) => name).sort()).toEqual(
        actions.map((_, n) => `job ${n}`).sort(),
      );
      expect(queue.station.attempts.every(({ attempt }) => attempt.job.attempt === 1)).toBe(true);
      expect(new Set(shared.engine.results.map(({ actionExecutionId }) => actionExecutionId)).size).toBe(40);
      await two.worker.stop();
      await other?.close();
    });

    it('finds by its slow sweep what another process ordered', async () => {
      const shared = queue.service();
      const clock = new TestClock();
      const worker = queue.process({ ...shared, clock });
      worker.worker.start();
      const action = await queue.process(shared).order('scripted', { name: 'a' });
      expect(queue.station.attempts).toEqual([]);
      await until(() => (clock.advance(1000), queue.station.attempts.length > 0));
      (await queue.station.started('a')).answer(passed());
      await queue.done(worker, action);
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
      const rig = queue.process({ clock, timeoutMs, leaseMs: 10_000_000 });
      rig.worker.start();
      const executionId = rig.contexts.begin();
      const taskId = newId();
      const action = await rig.order('scripted', { name: 'a', timeout }, executionId, taskId);
      const { attempt } = await queue.station.started('a');
      clock.advance(after - 1);
      expect(attempt.signal.aborted).toBe(false);
      clock.advance(1);
      const ended = await queue.done(rig, action);
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
    const rig = queue.process({ clock, stations: [deaf], timeoutMs: 1000, leaseMs: 10_000_000 });
    rig.worker.start();
    const action = await rig.order('deaf', {});
    await until(async () => (await rig.workspaces.list()).includes((await queue.job(rig, action)).id));
    clock.advance(1000);
    await until(() => {
      clock.advance(15_000);
      return queue.job(rig, action).then(({ state }) => state === 'done');
    });
    expect(await queue.done(rig, action)).toMatchObject({ verdict: 'error' });
  });

  describe('the log of a task', () => {
    it('is the logs of its jobs in order, and an offset always means the same byte', async () => {
      const clock = new TestClock();
      const rig = queue.process({ clock, concurrency: 2 });
      rig.worker.start();
      const executionId = rig.contexts.begin();
      const taskId = newId();
      expect(await rig.readTaskLog.execute(executionId, taskId)).toBeUndefined();
      const one = await rig.order('scripted', { name: 'one' }, executionId, taskId);
      clock.advance(10);
      const two = await rig.order('scripted', { name: 'two' }, executionId, taskId);
      await rig.order('scripted', { name: 'elsewhere' }, executionId);
      const first = await queue.station.started('one');
      (await queue.station.started('two')).answer(passed('two is done'));
      await queue.done(rig, two);
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
      await queue.done(rig, one);
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
      const rig = queue.process();
      rig.worker.start();
      const executionId = rig.contexts.begin({ repoToken: 'ghp_secret_token' });
      const taskId = newId();
      const action = await rig.order('scripted', { name: 'ghp_secret_token' }, executionId, taskId);
      (await queue.station.started('ghp_secret_token')).answer(passed());
      await queue.done(rig, action);
      const log = (await rig.readTaskLog.execute(executionId, taskId))!;
      expect(await text(log.read(0, log.size))).toContain('working on ********');
    });
  });

  it('the jobs of an execution are shown in order with how they went', async () => {
    const clock = new TestClock();
    const rig = queue.process({ clock });
    const executionId = rig.contexts.begin();
    const taskId = newId();
    await rig.order('scripted', { name: 'a' }, executionId, taskId);
    clock.advance(1000);
    await rig.order('scripted', { name: 'b' }, executionId);
    rig.worker.start();
    (await queue.station.started('a')).answer({ passed: false, summary: 'no' });
    await queue.station.started('b');
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
