import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { StackScope, UpdateStack } from '../../src/modules/stacks/domain/stack-provider.js';
import { FileTemplateCatalogue } from '../../src/modules/stacks/infrastructure/file-template-catalogue.js';
import { LocalStackOptions } from '../../src/modules/stacks/infrastructure/local/local-stack-options.js';
import { LocalStackRecord } from '../../src/modules/stacks/infrastructure/local/local-stack.record.js';
import { LocalStacks } from '../../src/modules/stacks/infrastructure/local/local-stacks.js';
import { StackProcessRecord } from '../../src/modules/stacks/infrastructure/local/stack-process.record.js';
import { ArtifactStore } from '../../src/shared/domain/artifact-store.js';
import { Clock, SystemClock } from '../../src/shared/domain/clock.js';
import { newId } from '../../src/shared/domain/ids.js';
import { SandboxChoice } from '../../src/shared/process/sandbox.js';
import { ArtifactRecord, artifactStore } from '../support/artifacts.js';
import { openDatabase, OpenDatabase, ScratchDatabase, scratchDatabase } from '../support/test-database.js';

/** Impatient enough for tests. */
export const QUICK: Partial<LocalStackOptions> = {
  sweepMs: 100,
  rereadMs: 50,
  probeMs: 20,
  startDeadlineMs: 10_000,
  drainMs: 5_000,
  graceMs: 1_000,
  firstPauseMs: 50,
  portPatienceMs: 1_000,
};

/** An HTTP server in the environment's hands, which knows nothing of orderly ends. */
const SERVER = `
const { spawn } = require('node:child_process');
const http = require('node:http');
const { TEXT, PORT, HOST, STAYING } = process.env;
if (STAYING) spawn('sh', ['-c', 'trap "" TERM; while :; do sleep 1; done'], { stdio: 'ignore' });
console.log('serving', TEXT);
const server = http.createServer((request, response) => {
  const url = new URL(request.url, 'http://app');
  if (url.pathname === '/crash') process.exit(3);
  if (url.pathname === '/environment') return response.end(JSON.stringify(process.env));
  setTimeout(() => response.end(TEXT), Number(url.searchParams.get('ms') ?? 0));
});
server.on('upgrade', (request, socket) => {
  socket.write('HTTP/1.1 101 Switching Protocols\\r\\nConnection: Upgrade\\r\\nUpgrade: websocket\\r\\n\\r\\n');
  socket.pipe(socket);
});
server.listen(PORT, HOST);
`;

/** One machine: a database, a data directory, and any number of provider objects on them. */
export class LocalMachine {
  private readonly stacks: LocalStacks[] = [];
  readonly artifacts: ArtifactStore;

  private constructor(
    readonly scratch: ScratchDatabase,
    readonly database: OpenDatabase,
    private readonly sandbox: SandboxChoice,
  ) {
    this.artifacts = artifactStore(database.session, scratch.dataDir);
  }

  static async open(sandbox: SandboxChoice = 'none'): Promise<LocalMachine> {
    const scratch = await scratchDatabase();
    const database = await openDatabase(scratch, [ArtifactRecord, LocalStackRecord, StackProcessRecord]);
    return new LocalMachine(scratch, database, sandbox);
  }

  /** What a process with the role `api` has; `startSupervising` makes it a worker. */
  process(options: Partial<LocalStackOptions> = {}, clock: Clock = new SystemClock()): LocalStacks {
    const stacks = new LocalStacks({
      session: this.database.session,
      clock,
      artifacts: this.artifacts,
      catalogue: new FileTemplateCatalogue('etc/templates'),
      dataDir: this.scratch.dataDir,
      sandbox: this.sandbox,
      options: { ...QUICK, ...options },
      log: () => {},
    });
    this.stacks.push(stacks);
    return stacks;
  }

  async worker(options: Partial<LocalStackOptions> = {}): Promise<LocalStacks> {
    const stacks = this.process(options);
    await stacks.startSupervising();
    return stacks;
  }

  /** A worker in a process of its own, for deaths without any clean-up. */
  async workerProcess(options: Partial<LocalStackOptions> = {}): Promise<ChildProcess> {
    const settings = { ...this.scratch.settings, sandbox: this.sandbox, options: { ...QUICK, ...options } };
    const program = [
      '--import',
      './test/support/typescript.mjs',
      'test/contract/stack-provider-local.worker.ts',
    ];
    const child = spawn(process.execPath, [...program, JSON.stringify(settings)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    return child;
  }

  newScope(): StackScope {
    return { projectId: newId(), token: () => Promise.resolve('token') };
  }

  async answering(text: string, environment: Record<string, string> = {}): Promise<UpdateStack> {
    return this.updateTo('node server.js', { TEXT: text, ...environment });
  }

  async updateTo(command: string, environment: Record<string, string> = {}): Promise<UpdateStack> {
    const { id } = await this.slug({ 'server.js': SERVER });
    return { template: 'basic', parameters: { artifact: id, run_cmd: command, environment } };
  }

  async slug(files: Record<string, string>): Promise<{ id: string }> {
    const archive = pack();
    for (const [name, content] of Object.entries(files)) archive.entry({ name }, content);
    archive.finalize();
    const file = join(this.scratch.dataDir, `slug-${newId()}`);
    await writeFile(file, gzipSync(await buffer(archive as never)));
    return this.artifacts.put(file, 'slug');
  }

  async close(): Promise<void> {
    await Promise.all(this.stacks.map((stacks) => stacks.stopSupervising()));
    await this.database.close();
    await this.scratch.drop();
  }
}

/** The living processes that have this among their environment, wherever they belong. */
export function processesWith(variable: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => contentOf(`/proc/${pid}/environ`).split('\0').includes(variable))
    .map(Number);
}

/** Those of them that are the server itself, not its shell or its children. */
export function serversWith(variable: string): number[] {
  return processesWith(variable).filter((pid) =>
    contentOf(`/proc/${pid}/cmdline`).startsWith('node\0server.js'),
  );
}

export async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`In vain waited until ${what}.`);
    await wait(10);
  }
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
