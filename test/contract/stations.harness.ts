import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { z } from 'zod';
import { EventRecord } from '../../src/modules/events/index.js';
import { ApprovalRecord } from '../../src/modules/stations/infrastructure/approval.record.js';
import { JobRecord } from '../../src/modules/stations/index.js';
import { Job, StationResult } from '../../src/modules/stations/domain/job.js';
import { Attempt, Station } from '../../src/modules/stations/domain/station.js';
import { FakeContexts, ReceivingEngine, RigOptions, StationRig, stationRig } from '../support/station-rig.js';
import { TestClock } from '../support/test-clock.js';
import { OpenDatabase, openDatabase, ScratchDatabase, scratchDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

export const LEASE_MS = 30_000;

/** A station whose work the test does: it waits until it is told how it went. */
export class ScriptedStation implements Station<{ name: string; timeout?: number | undefined }> {
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
      void attempt.log.write(Buffer.from(`working on ${name}\n`));
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

export const passed = (summary = 'fine'): StationResult => ({ passed: true, summary });

/** A database for one suite, and for each test the processes that it starts; all of them share one scripted station. */
export class StationsHarness {
  scratch!: ScratchDatabase;
  database!: OpenDatabase;
  station = new ScriptedStation();
  private rigs: StationRig[] = [];

  /** Registers the hooks of the suite that calls it. */
  constructor() {
    beforeAll(async () => {
      this.scratch = await scratchDatabase();
      this.database = await openDatabase(this.scratch, [ApprovalRecord, EventRecord, JobRecord]);
    });
    beforeEach(() => {
      this.station = new ScriptedStation();
      this.rigs = [];
    });
    afterEach(async () => {
      await Promise.all(this.rigs.map(({ worker }) => worker.stop()));
      await this.database.session.run(() => this.database.session.writer.clear(JobRecord));
    });
    afterAll(async () => {
      await this.database.close();
      await this.scratch.drop();
    });
  }

  /** A process of its own; several with the same contexts and engine share one service. */
  process(over: Partial<RigOptions> = {}): StationRig {
    const { database, scratch } = this;
    const rig = stationRig({
      session: database.session,
      dataDir: scratch.dataDir,
      stations: [this.station],
      clock: new TestClock(),
      leaseMs: LEASE_MS,
      ...over,
    });
    this.rigs.push(rig);
    return rig;
  }

  /** What the processes of one service have in common. */
  service() {
    return { contexts: new FakeContexts(), engine: new ReceivingEngine() };
  }

  async job(rig: StationRig, actionExecutionId: string): Promise<Job> {
    return (await rig.jobs.findByAction(actionExecutionId))!;
  }

  /** The job once its result is with the engine. */
  done(rig: StationRig, actionExecutionId: string): Promise<Job> {
    return until(async () => {
      const found = await this.job(rig, actionExecutionId);
      return found.state === 'done' && found.reported ? found : false;
    });
  }
}
