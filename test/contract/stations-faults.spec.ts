import { describe, expect, it } from '@jest/globals';
import { text } from 'node:stream/consumers';
import { DomainError } from '../../src/shared/domain/domain-error.js';
import { newId } from '../../src/shared/domain/ids.js';
import { TestClock } from '../support/test-clock.js';
import { until } from '../support/until.js';
import { LEASE_MS, passed, StationsHarness } from './stations.harness.js';

describe('the queue of the stations, when something goes away', () => {
  const queue = new StationsHarness();

  describe('a lost worker', () => {
    /** Stands still: its owner neither beats nor notices that its lease runs out. */
    const frozen = () => new TestClock();
    const later = () => new TestClock(new Date(new TestClock().now().getTime() + LEASE_MS + 1));

    it('loses its job to another one, and its late answer changes nothing', async () => {
      const shared = queue.service();
      const lost = queue.process({ ...shared, clock: frozen() });
      lost.worker.start();
      const action = await lost.order('scripted', { name: 'a' });
      const first = await queue.station.started('a');
      const heir = queue.process({ ...shared, clock: later() });
      heir.worker.start();
      (await queue.station.started('a', 2)).answer(passed('the second attempt'));
      const before = await queue.done(heir, action);
      first.answer({ passed: false, summary: 'the first attempt' });
      await lost.worker.stop();
      expect(await queue.job(heir, action)).toEqual(before);
      expect(before).toMatchObject({ attempt: 2, losses: 1, verdict: 'pass' });
      expect(shared.engine.of(action)).toMatchObject([{ output: { summary: 'the second attempt' } }]);
    });

    it('stops at its next heartbeat when somebody else has its job', async () => {
      const shared = queue.service();
      const clock = frozen();
      const lost = queue.process({ ...shared, clock });
      lost.worker.start();
      const action = await lost.order('scripted', { name: 'a' });
      const first = await queue.station.started('a');
      const heir = queue.process({ ...shared, clock: later() });
      heir.worker.start();
      await queue.station.started('a', 2);
      clock.advance(LEASE_MS / 3);
      await until(() => first.attempt.signal.aborted);
      expect(first.attempt.signal.reason).toMatchObject({ reason: 'lost' });
      await lost.worker.stop();
      expect(await queue.job(heir, action)).toMatchObject({
        state: 'running',
        attempt: 2,
        leaseOwner: heir.worker.owner,
      });
    });

    it('keeps its job as long as its heart beats', async () => {
      const shared = queue.service();
      const clock = new TestClock();
      const rig = queue.process({ ...shared, clock });
      rig.worker.start();
      const action = await rig.order('scripted', { name: 'a' });
      const { answer } = await queue.station.started('a');
      for (let beat = 1; beat <= 6; beat += 1) {
        const { leaseUntil } = await queue.job(rig, action);
        await until(() => clock.isSetFor(clock.after(LEASE_MS / 3)));
        clock.advance(LEASE_MS / 3);
        await until(async () => ((await queue.job(rig, action)).leaseUntil ?? 0) > (leaseUntil ?? 0));
      }
      const other = queue.process({ ...shared, clock: new TestClock(clock.now()) });
      other.worker.start();
      answer(passed());
      expect(await queue.done(rig, action)).toMatchObject({ attempt: 1, losses: 0 });
    });

    it('is not replaced for ever: a job that takes its workers down is given up', async () => {
      const shared = queue.service();
      const clock = new TestClock();
      let action = '';
      for (let loss = 1; loss <= 3; loss += 1) {
        const lost = queue.process({ ...shared, clock: new TestClock(clock.now()) });
        if (loss === 1) action = await lost.order('scripted', { name: 'a' });
        lost.worker.start();
        await queue.station.started('a', loss);
        clock.advance(LEASE_MS + 1);
      }
      const last = queue.process({ ...shared, clock });
      last.worker.start();
      expect(await queue.done(last, action)).toMatchObject({ verdict: 'error', losses: 3 });
      expect(shared.engine.of(action)).toMatchObject([
        { state: 'ERROR', output: { summary: expect.stringContaining('lost 3 times') } },
      ]);
    });

    it('stops by itself when its lease runs out while the database is away', async () => {
      const shared = queue.service();
      const clock = new TestClock();
      const session = queue.database.session;
      let away = false;
      const flaky = new Proxy(session, {
        get: (target, name) => {
          if (name === 'run' && away) return async () => Promise.reject(new Error('the database is away'));
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      });
      const rig = queue.process({ ...shared, clock, session: flaky });
      rig.worker.start();
      await rig.order('scripted', { name: 'a' });
      const { attempt } = await queue.station.started('a');
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
      const rig = queue.process({ clock });
      rig.engine.failure = new DomainError('unavailable', 'engine.unavailable', 'away');
      queue.station.immediate = passed();
      rig.worker.start();
      const action = await rig.order('scripted', { name: 'a' });
      rig.engine.now = () => clock.now();
      for (const [index, pause] of [1000, 2000, 4000].entries()) {
        const { reportAt } = await until(async () => {
          const found = await queue.job(rig, action);
          return found.reportAttempts === index + 1 ? found : false;
        });
        expect(reportAt!.getTime() - rig.engine.refusals[index]!.getTime()).toBe(pause);
        await until(() => (clock.advance(100), rig.engine.refusals.length === index + 2));
        expect(rig.engine.refusals[index + 1]!.getTime()).toBeGreaterThanOrEqual(reportAt!.getTime());
      }
      rig.engine.failure = undefined;
      await until(() => (clock.advance(1000), rig.engine.results.length === 1));
      await queue.done(rig, action);
      expect(rig.engine.of(action)).toHaveLength(1);
    });

    it('is done by another process where the first one died before it could', async () => {
      const shared = queue.service();
      shared.engine.failure = new Error('connection reset');
      queue.station.immediate = passed();
      const first = queue.process(shared);
      first.worker.start();
      const action = await first.order('scripted', { name: 'a' });
      await until(async () => (await queue.job(first, action)).reportAttempts === 1);
      await first.worker.stop();
      shared.engine.failure = undefined;
      const second = queue.process({ ...shared, clock: new TestClock(new Date('2026-01-02T00:00:00Z')) });
      second.worker.start();
      await queue.done(second, action);
      expect(shared.engine.of(action)).toMatchObject([{ state: 'SUCCESS' }]);
      expect(queue.station.attempts).toHaveLength(1);
    });

    it.each(['not_found', 'conflict', 'invalid'] as const)(
      'ends where the engine answers %s',
      async (kind) => {
        const rig = queue.process();
        rig.engine.failure = new DomainError(kind, 'engine.x', 'no such action');
        queue.station.immediate = passed();
        rig.worker.start();
        const action = await rig.order('scripted', { name: 'a' });
        await queue.done(rig, action);
        expect(rig.engine.refusals).toHaveLength(1);
      },
    );

    it('ends where the execution has been deleted', async () => {
      const rig = queue.process();
      const executionId = rig.contexts.begin();
      rig.worker.start();
      const action = await rig.order('scripted', { name: 'a' }, executionId);
      const { answer } = await queue.station.started('a');
      rig.contexts.forget(executionId);
      answer(passed());
      await queue.done(rig, action);
      expect(rig.engine.results).toEqual([]);
    });
  });

  describe('an execution that ends', () => {
    it('stops its running job at once and takes its queued ones from the queue', async () => {
      const rig = queue.process({ concurrency: 1 });
      rig.cancelJobs.listen();
      rig.worker.start();
      const executionId = rig.contexts.begin();
      const running = await rig.order('scripted', { name: 'running' }, executionId);
      const { attempt } = await queue.station.started('running');
      const queued = await rig.order('scripted', { name: 'queued' }, executionId);
      rig.contexts.end(executionId);
      expect(attempt.signal.aborted).toBe(true);
      for (const action of [running, queued]) {
        expect(await queue.done(rig, action)).toMatchObject({ verdict: 'cancelled' });
        expect(rig.engine.of(action)).toMatchObject([
          { state: 'CANCELLED', output: { summary: 'the execution has ended' } },
        ]);
      }
      expect(queue.station.attempts.map(({ name }) => name)).toEqual(['running']);
    });

    it('and runs again is served: an end that is heard of late stops no job made since', async () => {
      const rig = queue.process({ concurrency: 1 });
      const executionId = rig.contexts.begin();
      const endedAt = new Date(0);
      rig.worker.start();
      const running = await rig.order('scripted', { name: 'again' }, executionId);
      const { attempt, answer } = await queue.station.started('again');
      const queued = await rig.order('scripted', { name: 'later' }, executionId);
      await rig.cancelJobs.execute(executionId, endedAt);
      expect(attempt.signal.aborted).toBe(false);
      answer(passed());
      (await queue.station.started('later')).answer(passed());
      for (const action of [running, queued])
        expect(await queue.done(rig, action)).toMatchObject({ verdict: 'pass' });
    });

    it('does not stop the jobs of others', async () => {
      const rig = queue.process();
      rig.cancelJobs.listen();
      rig.worker.start();
      const action = await rig.order('scripted', { name: 'mine' });
      const { answer } = await queue.station.started('mine');
      rig.contexts.end(rig.contexts.begin());
      answer(passed());
      expect(await queue.done(rig, action)).toMatchObject({ verdict: 'pass' });
    });

    it('is noticed by other processes at their next heartbeat', async () => {
      const clock = new TestClock();
      const rig = queue.process({ clock });
      rig.worker.start();
      const executionId = rig.contexts.begin();
      const action = await rig.order('scripted', { name: 'a' }, executionId);
      await queue.station.started('a');
      rig.contexts.endSilently(executionId);
      clock.advance(LEASE_MS / 3);
      expect(await queue.done(rig, action)).toMatchObject({ verdict: 'cancelled' });
    });

    it('is noticed when a worker comes to a job that nobody cancelled', async () => {
      const rig = queue.process();
      const executionId = rig.contexts.begin();
      const action = await rig.order('scripted', { name: 'a' }, executionId);
      rig.contexts.endSilently(executionId);
      rig.worker.start();
      expect(await queue.done(rig, action)).toMatchObject({ verdict: 'cancelled' });
      expect(queue.station.attempts).toEqual([]);
    });
  });

  it('work that breaks off because a service is away is done again later, and others get their turn', async () => {
    const clock = new TestClock();
    const rig = queue.process({ clock, concurrency: 1 });
    rig.worker.start();
    const action = await rig.order('scripted', { name: 'a' });
    const away = new DomainError('unavailable', 'stacks.unavailable', 'Heat is away', { retryAfter: 5 });
    (await queue.station.started('a')).answer(away);
    const other = await rig.order('scripted', { name: 'b' });
    (await queue.station.started('b')).answer(passed());
    await queue.done(rig, other);
    await until(async () => {
      clock.advance(1001);
      return queue.station.attempts.length === 3;
    });
    (await queue.station.started('a', 2)).answer(passed());
    expect(await queue.done(rig, action)).toMatchObject({ attempt: 2, losses: 0, verdict: 'pass' });
  });

  it('a worker that shuts down gives its jobs back, and another one does them from the start', async () => {
    const shared = queue.service();
    const first = queue.process(shared);
    first.worker.start();
    const executionId = shared.contexts.begin();
    const taskId = newId();
    const action = await first.order('scripted', { name: 'a' }, executionId, taskId);
    const { attempt } = await queue.station.started('a');
    await first.worker.stop();
    expect(attempt.signal.reason).toMatchObject({ reason: 'shutdown' });
    expect(await queue.job(first, action)).toMatchObject({
      state: 'queued',
      leaseOwner: null,
      leaseUntil: null,
    });
    expect(await first.workspaces.list()).toEqual([]);
    const second = queue.process(shared);
    second.worker.start();
    (await queue.station.started('a', 2)).answer(passed());
    expect(await queue.done(second, action)).toMatchObject({ attempt: 2, losses: 0, verdict: 'pass' });
    const log = await second.readTaskLog.execute(executionId, taskId);
    expect((await text(log!.read(0, log!.size))).match(/attempt \d/g)).toEqual(['attempt 1', 'attempt 2']);
  });
});
