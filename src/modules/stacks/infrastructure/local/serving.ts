import { setTimeout as wait } from 'node:timers/promises';
import { withinTime } from '../../../../shared/domain/time-limit.js';
import { Application } from './application.js';
import { LocalStackOptions } from './local-stack-options.js';
import { PortRange } from './port-range.js';
import { StableFront } from './stable-front.js';

/** How often a port is tried that somebody else still holds. */
const RETRY_MS = 100;

export interface ServingEvents {
  /** The serving application ended by itself; what is left of its group is being ended. */
  crashed(application: Application, how: string): void;
  /** An application that was replaced is gone. */
  retired(application: Application): Promise<void>;
}

/** What a stack shows to the world: its port, and the one application behind it. */
export class Serving {
  private front: StableFront | null = null;
  private serving: Application | null = null;
  private readonly ending = new Set<Promise<void>>();
  private hurry = new AbortController();

  constructor(
    private readonly ports: PortRange,
    private readonly options: LocalStackOptions,
    private readonly events: ServingEvents,
  ) {}

  get current(): Application | null {
    return this.serving;
  }

  /**
   * Makes sure that the stack has its port, and tells which: `preferred` where it can be had, else one that is none of
   * `others`.
   */
  async hold(preferred: number | null, others: () => Promise<readonly number[]>): Promise<number> {
    this.front ??= preferred === null ? null : await this.openPatiently(preferred);
    this.front ??= await this.openAny(await others());
    return this.front.port;
  }

  /** Requests go to this application from now on; the former one ends once it has answered its own. */
  switchTo(application: Application): void {
    const former = this.serving;
    this.serving = application;
    this.front?.switchTo(application.port);
    void application.exited().then((how) => this.ended(application, how));
    if (former) this.track(this.retire(former));
  }

  /** Nothing is reached and nothing lives any more when this resolves. */
  async silence(): Promise<void> {
    const { front, serving } = this;
    this.front = null;
    this.serving = null;
    front?.switchTo(null);
    this.hurry.abort();
    this.hurry = new AbortController();
    await Promise.all([serving?.end(this.options.graceMs), ...this.ending]);
    await front?.close();
  }

  private ended(application: Application, how: string): void {
    if (this.serving !== application) return;
    this.serving = null;
    this.front?.switchTo(null);
    this.track(application.end(0));
    this.events.crashed(application, how);
  }

  private async retire(application: Application): Promise<void> {
    await withinTime(this.options.drainMs, this.hurry.signal, async (patience) =>
      this.front?.drained(application.port, patience),
    );
    await application.end(this.options.graceMs);
    await this.events.retired(application);
  }

  private track(ending: Promise<void>): void {
    const tracked = ending.catch(() => undefined).finally(() => this.ending.delete(tracked));
    this.ending.add(tracked);
  }

  private async openPatiently(port: number): Promise<StableFront | null> {
    for (let left = this.options.portPatienceMs; left >= 0; left -= RETRY_MS) {
      const front = await StableFront.open(port).catch(() => null);
      if (front) return front;
      await wait(RETRY_MS);
    }
    return null;
  }

  private async openAny(others: readonly number[]): Promise<StableFront> {
    const port = await this.ports.take(others);
    try {
      return await StableFront.open(port);
    } finally {
      this.ports.release(port);
    }
  }
}
