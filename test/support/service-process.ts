import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ApiClient } from './api-client.js';
import { until } from './until.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
/** What `npm run build` has made. */
const BUILT = [here('../../dist/main.js')];
/** The sources as they are. */
export const SOURCES = ['--import', here('./typescript.mjs'), here('../../src/main.ts')];
const START_MS = 60_000;

/** The service as it is installed, in a process of its own that can be killed and started again. */
export class ServiceProcess {
  readonly api: ApiClient;
  private child: ChildProcess | undefined;

  constructor(
    private readonly dataDir: string,
    port: number,
    private readonly settings: Readonly<Record<string, string>>,
    private readonly program: readonly string[] = BUILT,
  ) {
    this.settings = { ...settings, SOLUM_PORT: String(port), SOLUM_DATA_DIR: dataDir };
    this.api = new ApiClient(`http://127.0.0.1:${port}`);
  }

  get isRunning(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Resolves when it answers. */
  async start(): Promise<void> {
    const log = openSync(join(this.dataDir, 'service.log'), 'a');
    this.child = spawn(process.execPath, [...this.program], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...this.settings },
      stdio: ['ignore', log, log],
    });
    await until(async () => {
      if (!this.isRunning) throw new Error(`The service has ended: see ${this.dataDir}/service.log`);
      return this.api.get('/health/live').expect(200);
    }, START_MS);
  }

  /** At once: nothing that it does after this call comes to anything. */
  kill(): void {
    this.child?.kill('SIGKILL');
  }

  async dead(): Promise<void> {
    if (this.child && this.isRunning) await once(this.child, 'exit');
  }

  async stop(): Promise<void> {
    this.child?.kill('SIGTERM');
    await this.dead();
  }
}
