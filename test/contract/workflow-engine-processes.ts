import { AsyncLocalStorage } from 'node:async_hooks';
import { EntityManager } from 'typeorm';
import { DatabaseSession } from '../../src/database/database-session.js';
import { Statement } from '../../src/database/prepared-statements.js';
import { CancelTimer, Clock } from '../../src/shared/domain/clock.js';
import {
  ActionRegistry,
  standardActions,
} from '../../src/modules/workflow-engine/infrastructure/actions/action-registry.js';
import { EmbeddedWorkflowEngine } from '../../src/modules/workflow-engine/infrastructure/embedded/embedded-workflow-engine.js';
import { WORKFLOW_ENGINE_RECORDS } from '../../src/modules/workflow-engine/infrastructure/embedded/records.js';
import { TestClock } from '../support/test-clock.js';
import { OpenDatabase, openDatabase, ScratchDatabase } from '../support/test-database.js';

const NEVER = new Promise<never>(() => {});

/** Where a process dies: before its nth transaction begins, or after it is committed and before anybody hears of it. */
export interface Death {
  readonly transaction: number;
  readonly moment: 'before' | 'after';
}

/**
 * A database session that ends in the middle of things, as `kill -9` does: whoever waits for it waits for ever, and what
 * is in an open transaction is rolled back.
 */
class MortalSession extends DatabaseSession {
  dead = false;
  private transactions = 0;
  private readonly inside = new AsyncLocalStorage<true>();
  private readonly open = new Set<Promise<unknown>>();

  constructor(
    private readonly inner: DatabaseSession,
    private readonly death: Death | undefined,
    private readonly onDeath: () => void,
  ) {
    super(undefined as never, undefined as never);
  }

  override get manager(): EntityManager {
    return this.inner.manager;
  }

  override get writer(): EntityManager {
    return this.inner.writer;
  }

  override get isSqlite(): boolean {
    return this.inner.isSqlite;
  }

  override afterCommit(callback: () => void): void {
    this.inner.afterCommit(() => {
      if (!this.dead) callback();
    });
  }

  override get isOpen(): boolean {
    return this.inner.isOpen;
  }

  override run<T>(work: () => Promise<T>): Promise<T> {
    if (this.inside.getStore()) return this.living(work);
    return this.mortally(() => this.inner.run(() => this.inside.run(true, () => this.living(work))));
  }

  override write(statements: readonly Statement[]): Promise<boolean> {
    const work = (): Promise<boolean> => this.inner.write(statements);
    return this.inside.getStore() ? this.living(work) : this.mortally(work);
  }

  private async mortally<T>(transaction: () => Promise<T>): Promise<T> {
    if (this.dead) return NEVER;
    this.transactions += 1;
    const last = this.transactions === this.death?.transaction;
    if (last && this.death?.moment === 'before') return this.die();
    const underway = transaction();
    this.open.add(underway);
    const result = await underway.finally(() => this.open.delete(underway));
    return last || this.dead ? this.die() : result;
  }

  /** What a dead process has not committed comes to nothing. */
  private async living<T>(work: () => Promise<T>): Promise<T> {
    const result = await work();
    if (this.dead) throw new Error('The process has died.');
    return result;
  }

  die(): Promise<never> {
    this.dead = true;
    this.onDeath();
    return NEVER;
  }

  async settled(): Promise<void> {
    await Promise.allSettled(this.open);
  }
}

/** The common clock, as one process sees it: a dead one is called no more. */
class ProcessClock extends Clock {
  dead = false;

  constructor(private readonly common: TestClock) {
    super();
  }

  now(): Date {
    return this.common.now();
  }

  schedule(at: Date, run: () => void): CancelTimer {
    return this.common.schedule(at, () => {
      if (!this.dead) run();
    });
  }
}

/** One process of the service with the embedded engine, on a database that it may share with others. */
export class EngineProcess {
  private buried: Promise<void> | undefined;

  private constructor(
    readonly engine: EmbeddedWorkflowEngine,
    /** Resolves when the process has died and its connections are gone. */
    readonly died: Promise<void>,
    readonly kill: () => void,
    private readonly database: OpenDatabase,
    private readonly session: MortalSession,
    private readonly guest: boolean,
  ) {}

  /**
   * `beside` shares that process's connection: within one thread a second connection to an SQLite file would wait for
   * the first one's lock without letting it go on.
   */
  static async open(
    scratch: ScratchDatabase,
    common: TestClock,
    { death, beside }: { death?: Death; beside?: EngineProcess } = {},
  ): Promise<EngineProcess> {
    const database = beside?.database ?? (await openDatabase(scratch, WORKFLOW_ENGINE_RECORDS));
    const clock = new ProcessClock(common);
    const { promise: died, resolve } = deferred();
    const session = new MortalSession(database.session, death, () => {
      clock.dead = true;
      void opened.bury().then(resolve);
    });
    const registry = new ActionRegistry(standardActions(clock));
    const options = { sweepIntervalMs: 1000, leaseMs: 15_000 };
    const engine = new EmbeddedWorkflowEngine(session, clock, registry, options);
    const opened: EngineProcess = new EngineProcess(
      engine,
      died,
      () => void session.die(),
      database,
      session,
      beside !== undefined,
    );
    engine.onApplicationBootstrap();
    return opened;
  }

  async shutDown(): Promise<void> {
    await this.engine.beforeApplicationShutdown();
    await this.bury();
  }

  /** Closes what the operating system would close: an open transaction is rolled back. */
  bury(): Promise<void> {
    if (this.guest) return Promise.resolve();
    this.buried ??= this.session.settled().then(() => this.database.close());
    return this.buried;
  }
}

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((settle) => (resolve = settle));
  return { promise, resolve: () => resolve() };
}
