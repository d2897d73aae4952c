import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { ScratchDatabase } from '../support/test-database.js';
import { EngineAnswer, EngineCall } from './workflow-engine.worker.js';

interface Pending {
  readonly settle: (error: string | null) => void;
  readonly lost: () => void;
}

/** A process of the embedded engine, to be killed at any moment. */
class EngineWorker {
  private readonly pending = new Map<number, Pending>();

  private constructor(private readonly child: ChildProcess) {
    child.on('message', (message: EngineAnswer) => {
      if (message === 'ready') return;
      this.pending.get(message.id)?.settle(message.error);
      this.pending.delete(message.id);
    });
    child.on('exit', () => {
      for (const { lost } of this.pending.values()) lost();
      this.pending.clear();
    });
  }

  static async spawn({ settings }: ScratchDatabase): Promise<EngineWorker> {
    const program = ['--import', './test/support/typescript.mjs', 'test/contract/workflow-engine.worker.ts'];
    const child = spawn(process.execPath, [...program, JSON.stringify(settings)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const worker = new EngineWorker(child);
    await once(child, 'message');
    return worker;
  }

  /** False where the process dies before it has answered. Throws what the engine throws. */
  call(call: EngineCall): Promise<boolean> {
    if (!this.child.connected) return Promise.resolve(false);
    return new Promise((resolve, reject) => {
      const settle = (error: string | null): void =>
        error === null ? resolve(true) : reject(new Error(error));
      this.pending.set(call.id, { settle, lost: () => resolve(false) });
      this.child.send(call, (error) => {
        if (error) resolve(false);
      });
    });
  }

  async kill(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }
}

/** Several of them on one database. */
export class EngineWorkers {
  private calls = 0;

  private constructor(
    private readonly scratch: ScratchDatabase,
    private readonly workers: Promise<EngineWorker>[],
  ) {}

  static async start(scratch: ScratchDatabase, count: number): Promise<EngineWorkers> {
    const workers = Array.from({ length: count }, () => EngineWorker.spawn(scratch));
    await Promise.all(workers);
    return new EngineWorkers(scratch, workers);
  }

  /** Asks one after the other until one has answered, as a caller does whose calls may be repeated. */
  async call(method: EngineCall['method'], ...args: readonly unknown[]): Promise<void> {
    for (;;) {
      const id = (this.calls += 1);
      const worker = await (this.workers[id % this.workers.length] as Promise<EngineWorker>);
      if (await worker.call({ id, method, args })) return;
    }
  }

  /** Ends one as `kill -9` does, and starts another in its place. */
  async replace(index: number): Promise<void> {
    const killed = (this.workers[index] as Promise<EngineWorker>).then((worker) => worker.kill());
    this.workers[index] = killed.then(() => EngineWorker.spawn(this.scratch));
    await this.workers[index];
  }

  async stop(): Promise<void> {
    await Promise.all(this.workers.map(async (worker) => (await worker).kill()));
  }
}
