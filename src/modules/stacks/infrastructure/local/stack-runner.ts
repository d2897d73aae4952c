import type { JsonObject } from '../../../../shared/domain/json.js';
import { Clock } from '../../../../shared/domain/clock.js';
import { endGroup } from '../../../../shared/process/process-group.js';
import { TemplateCatalogue } from '../../domain/template-catalogue.js';
import { runsWebProcess, WebProcess, webProcessOf } from '../../domain/web-process.js';
import { Application } from './application.js';
import { ApplicationStarter } from './application-starter.js';
import { LocalStackOptions } from './local-stack-options.js';
import { LocalStackRecord } from './local-stack.record.js';
import { PortRange } from './port-range.js';
import { RestartPause } from './restart-pause.js';
import { Serving } from './serving.js';
import { StackDirectories } from './stack-directories.js';
import { StackEvents } from './stack-events.js';
import { Lease, Outcome, StackLeases } from './stack-leases.js';
import { WakeUp } from './wake-up.js';

/** What all runners of a supervisor share. */
export interface RunnerContext {
  readonly leases: StackLeases;
  readonly events: StackEvents;
  readonly directories: StackDirectories;
  readonly catalogue: TemplateCatalogue;
  readonly starter: ApplicationStarter;
  readonly ports: PortRange;
  readonly clock: Clock;
  readonly options: LocalStackOptions;
  readonly log: (message: string) => void;
}

/** After the database failed. */
const RECOVERY_MS = 1_000;

/**
 * Makes one stack what it is wanted to be, for as long as the lease holds: one loop that looks at the row, does the one
 * thing that is next, and sleeps when there is none. Nothing of the stack lives when `run` resolves.
 */
export class StackRunner {
  private readonly wakeUp: WakeUp;
  private readonly serving: Serving;
  private readonly pause: RestartPause;
  private attempt: { readonly revision: number; readonly abandon: AbortController } | null = null;
  private revision = 0;
  private isClear = false;
  private resumed = false;
  private stopping = false;

  constructor(
    private readonly lease: Lease,
    private readonly context: RunnerContext,
  ) {
    const { clock, ports, options } = context;
    this.wakeUp = new WakeUp(clock);
    this.pause = new RestartPause(options);
    this.serving = new Serving(ports, options, {
      crashed: (application, how) => this.crashed(application, how),
      retired: ({ revision }) => context.directories.removeRevision(lease.stackId, revision),
    });
  }

  async run(): Promise<void> {
    try {
      while (await this.survive(() => this.turn()));
    } finally {
      await this.serving.silence();
      await this.context.leases.release(this.lease);
    }
  }

  /** The stack's row has this revision by now: whatever is being started for an older one is given up. */
  nudge(revision: number): void {
    if (revision === this.revision) return;
    if (this.attempt && revision !== this.attempt.revision) this.attempt.abandon.abort();
    this.wakeUp.call();
  }

  /** The service stops, or the lease is lost. */
  stop(): void {
    this.stopping = true;
    this.attempt?.abandon.abort();
    this.wakeUp.call();
  }

  /** Does the next thing; false when there is nothing left to see to. */
  private async turn(): Promise<boolean> {
    const { leases, clock } = this.context;
    if (this.stopping) return false;
    if (!this.isClear) await this.endLeftovers();
    const stack = await leases.read(this.lease);
    if (!stack) return false;
    this.revision = stack.revision;
    const isPending = stack.status === 'UPDATE_IN_PROGRESS';
    const isDown = stack.liveParameters !== null && !this.serving.current && this.pause.isOver(clock.now());
    if (stack.status === 'DELETE_IN_PROGRESS') return this.remove(stack);
    if (isDown && (!isPending || !this.resumed)) await this.startAgain(stack);
    else if (isPending) await this.update(stack);
    else if (stack.liveParameters === null) return !(await leases.releaseIdle(this.lease, stack.revision));
    else await this.wakeUp.sleep(this.serving.current ? undefined : this.pause.end);
    return true;
  }

  /** A database that is away for a while is no reason to end an application. */
  private async survive<T>(step: () => Promise<T>): Promise<T | true> {
    try {
      return await step();
    } catch (error) {
      this.context.log(`Stack ${this.lease.stackId}: ${(error as Error).message}`);
      if (!this.stopping) await this.wakeUp.sleep(this.context.clock.after(RECOVERY_MS));
      return true;
    }
  }

  /** What ran under a supervisor that died must not run beside what is started now. */
  private async endLeftovers(): Promise<void> {
    const { leases, directories } = this.context;
    for (const identity of await leases.processesOf(this.lease)) {
      await endGroup(identity, 0);
      await leases.forgetProcess(identity.mark);
    }
    const stack = await leases.read(this.lease);
    if (stack) await directories.removeAllBut(stack.id, stack.liveRevision);
    this.isClear = true;
  }

  private async update(stack: LocalStackRecord): Promise<void> {
    const web = this.webProcessOf(stack.template, stack.parameters);
    if (!web) {
      await this.serving.silence();
      const nothing = { parameters: null, port: null, outputs: '{}' };
      return this.conclude(stack, { status: 'UPDATE_COMPLETE', reason: null, live: nothing });
    }
    try {
      const isServing = this.serving.current?.revision === stack.revision;
      if (!isServing) await this.show(stack, await this.start(stack.revision, stack.revision, web));
    } catch (error) {
      return this.giveUp(stack, error as Error);
    }
    this.pause.reset();
    const port = await this.hold(stack);
    const live = { parameters: stack.parameters, port, outputs: outputsAt(port) };
    await this.conclude(stack, { status: 'UPDATE_COMPLETE', reason: null, live });
  }

  private async giveUp(stack: LocalStackRecord, error: Error): Promise<void> {
    await this.context.directories.removeRevision(stack.id, stack.revision);
    if (error.name === 'AbortError') return;
    await this.conclude(stack, { status: 'UPDATE_FAILED', reason: error.message });
  }

  private async startAgain(stack: LocalStackRecord): Promise<void> {
    this.resumed = true;
    const { liveParameters, liveRevision, port: former } = stack;
    if (liveParameters === null || liveRevision === null) return;
    try {
      const port = await this.hold(stack);
      if (port !== former) await this.context.leases.relocate(this.lease, port, outputsAt(port));
      const web = webProcessOf(JSON.parse(liveParameters) as JsonObject);
      await this.show(stack, await this.start(stack.revision, liveRevision, web));
    } catch (error) {
      if ((error as Error).name === 'AbortError') return;
      this.pause.begin(this.context.clock.now());
      this.context.log(`Stack ${stack.id} did not start again: ${(error as Error).message}`);
    }
  }

  /** Given up when the stack's row gets past `wanted`. */
  private async start(wanted: number, revision: number, web: WebProcess): Promise<Application> {
    const abandon = new AbortController();
    this.attempt = { revision: wanted, abandon };
    if (this.stopping) abandon.abort();
    try {
      return await this.context.starter.start(this.lease, revision, web, abandon.signal);
    } finally {
      this.attempt = null;
    }
  }

  private async show(stack: LocalStackRecord, application: Application): Promise<void> {
    try {
      await this.hold(stack);
    } catch (error) {
      await application.end(0);
      throw error;
    }
    this.serving.switchTo(application);
  }

  private hold(stack: LocalStackRecord): Promise<number> {
    return this.serving.hold(stack.port, () => this.context.leases.ports());
  }

  private crashed(application: Application, how: string): void {
    const { clock, log } = this.context;
    this.pause.begin(clock.now(), application.startedAt);
    log(`The application of stack ${this.lease.stackId} is started again: ${how}`);
    this.wakeUp.call();
  }

  private async remove(stack: LocalStackRecord): Promise<boolean> {
    await this.serving.silence();
    await this.context.directories.remove(stack.id);
    await this.context.leases.remove(this.lease);
    this.context.events.changed(stack.id);
    return false;
  }

  private async conclude(stack: LocalStackRecord, outcome: Omit<Outcome, 'revision'>): Promise<void> {
    await this.context.leases.conclude(this.lease, { revision: stack.revision, ...outcome });
    this.context.events.changed(stack.id);
  }

  /** Undefined where the template runs nothing. */
  private webProcessOf(template: string, parameters: string): WebProcess | undefined {
    const isWeb = runsWebProcess(this.context.catalogue.get(template));
    return isWeb ? webProcessOf(JSON.parse(parameters) as JsonObject) : undefined;
  }
}

function outputsAt(port: number): string {
  return JSON.stringify({ url: `http://127.0.0.1:${port}` });
}
