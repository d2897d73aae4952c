import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { WakeLoop } from '../../../shared/domain/wake-loop.js';
import { FindPipelineSource, FirePipeline } from '../../pipelines/index.js';
import { movedRefs, type Polling, Pollings } from '../domain/polling.js';
import { type RemoteRef, RemoteRefs } from '../domain/remote-refs.js';
import { BackFill } from './back-fill.js';

const SWEEP_MS = 30_000;
const AT_ONCE = 8;
/** Of them such whose last look failed: they may take all of their time again. */
const FAILING_AT_ONCE = 4;
/** Longer than a look takes. */
const LEASE_MS = 180_000;
const LONGEST_PAUSE_S = 86_400;
/** What is more waits for the next look. */
const MOST_STARTED = 20;

/**
 * Looks at repositories that are due, a few at a time and each in one process. What a look found is written, and its executions
 * are started, in one transaction. A host that does not answer is asked less and less often.
 */
@Injectable()
export class PollRepositories {
  private readonly logger = new Logger(PollRepositories.name);
  private readonly loop: WakeLoop;
  private readonly underWay = new Map<Polling, Promise<void>>();

  constructor(
    private readonly pollings: Pollings,
    private readonly source: FindPipelineSource,
    private readonly pipelines: FirePipeline,
    private readonly refs: RemoteRefs,
    private readonly backFill: BackFill,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {
    this.loop = new WakeLoop(
      clock,
      SWEEP_MS,
      () => this.pollDue(),
      (error) => this.logger.error(error),
    );
  }

  start(): void {
    this.loop.start();
  }

  /** Resolves when the looks under way have ended. */
  async stop(): Promise<void> {
    await this.loop.stop();
    await Promise.all(this.underWay.values());
  }

  wake(): void {
    this.loop.wake();
  }

  /** None waits for another's answer. */
  private async pollDue(): Promise<void> {
    const now = this.clock.now();
    for (const polling of await this.pollings.due(now, 100)) {
      if (!this.hasRoomFor(polling)) continue;
      const claimed = await this.claim(polling);
      if (claimed) this.begin(claimed);
    }
    this.loop.setAlarm(await this.pollings.nextDue(now));
  }

  private hasRoomFor({ failures }: Polling): boolean {
    if (failures === 0) return this.underWay.size < AT_ONCE;
    const failing = [...this.underWay.keys()].filter((other) => other.failures > 0).length;
    return this.underWay.size < AT_ONCE && failing < FAILING_AT_ONCE;
  }

  private async claim(polling: Polling): Promise<Polling | undefined> {
    const nextPollAt = this.clock.after(LEASE_MS);
    const isOurs = await this.unitOfWork.run(() => this.pollings.change(polling, { nextPollAt }));
    return isOurs ? { ...polling, nextPollAt } : undefined;
  }

  private begin(polling: Polling): void {
    const done = this.poll(polling)
      .catch((error: unknown) => this.logger.error(error))
      .finally(() => {
        this.underWay.delete(polling);
        this.loop.wake();
      });
    this.underWay.set(polling, done);
  }

  private async poll(polling: Polling): Promise<void> {
    try {
      const source = await this.source.execute(polling.pipelineId);
      if (source) await this.note(polling, await this.refs.list(source.href, source.token));
    } catch (error) {
      if (!(error instanceof DomainError)) this.logger.error(error);
      await this.failed(polling, error instanceof DomainError ? error.message : 'It failed unexpectedly.');
    }
  }

  private async note(polling: Polling, present: ReadonlyMap<string, RemoteRef>): Promise<void> {
    await this.unitOfWork.run(async () => {
      const pipeline = await this.pipelines.ready(polling.pipelineId);
      if (!pipeline) return;
      const seen = Object.fromEntries([...present].map(([ref, { commit }]) => [ref, commit]));
      const started = polling.seen ? await this.startMoved(polling.seen, present, seen, pipeline) : 0;
      const written = await this.pollings.change(polling, {
        seen,
        nextPollAt: this.clock.after(polling.interval * 1000),
        lastPollAt: this.clock.now(),
        lastError: null,
        lastStarted: started,
        failures: 0,
      });
      if (!written) throw new DomainError('conflict', 'polling.changed', 'It was changed meanwhile.');
    });
  }

  /** `seen` is what the next look goes from: what is over the limit stays as it was. */
  private async startMoved(
    before: Readonly<Record<string, string>>,
    present: ReadonlyMap<string, RemoteRef>,
    seen: Record<string, string>,
    pipeline: Parameters<BackFill['trigger']>[0],
  ): Promise<number> {
    const trigger = await this.backFill.trigger(pipeline);
    let started = 0;
    for (const moved of movedRefs(before, present)) {
      if (started < MOST_STARTED) started += (await this.backFill.execute(trigger, moved)) ? 1 : 0;
      else if (moved.before === null) delete seen[moved.ref];
      else seen[moved.ref] = moved.before;
    }
    return started;
  }

  private async failed(polling: Polling, lastError: string): Promise<void> {
    const failures = polling.failures + 1;
    const pause = Math.min(polling.interval * 2 ** Math.min(failures, 12), LONGEST_PAUSE_S);
    const fields = { lastError, failures, lastStarted: 0, lastPollAt: this.clock.now() };
    await this.unitOfWork.run(() =>
      this.pollings.change(polling, { ...fields, nextPollAt: this.clock.after(pause * 1000) }),
    );
  }
}
