import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ApiClient } from '../../support/api-client.js';
import { freePort } from '../../support/test-service.js';
import { until } from '../../support/until.js';
import { type Command } from './console-blocks.js';
import { type Outcome, PageShell } from './page-shell.js';

const ADDRESS = '127.0.0.1:9777';
const CLONE = 'git clone … solum-pipelines && cd solum-pipelines';
/** Commands that a reader leaves running in another terminal. */
const STAYS = /(^|\s)npm start$/;
/** What a checkout has and a fresh clone has not, and what must not be shared. */
const NOT_CLONED = new Set(['data', '.git', '.prepare.lock']);
const START_MS = 150_000;

/** Somebody who follows a page: a home, a fresh checkout to stand in, a service of their own, and one shell. */
export class Reader {
  private readonly undo: (() => Promise<void>)[] = [];

  private constructor(
    readonly home: string,
    private readonly port: number,
    private readonly shell: PageShell,
  ) {}

  static async arrive(): Promise<Reader> {
    const home = await mkdtemp(join(tmpdir(), 'solum-reader-'));
    const port = await freePort();
    mkdirSync(join(home, 'tmp'));
    mkdirSync(join(home, 'shell'));
    writeFileSync(join(home, '.gitconfig'), '[user]\n\tname = Reader\n\temail = reader@example.org\n');
    // A page's request that is refused fails its command.
    writeFileSync(join(home, '.curlrc'), 'fail-with-body\n');
    const shell = new PageShell(join(home, 'shell'), checkoutIn(home), {
      PATH: process.env.PATH ?? '',
      HOME: home,
      LANG: 'C.UTF-8',
      SOLUM_PORT: String(port),
      SOLUM_LOG_LEVEL: 'warn',
    });
    return new Reader(home, port, shell);
  }

  /** The service that this reader has started, or will. */
  get api(): ApiClient {
    return new ApiClient(`http://127.0.0.1:${this.port}`);
  }

  /** A directory for what the page takes for granted. */
  get directory(): string {
    return join(this.home, 'tmp');
  }

  /** Does what the page says; the answer speaks of the page's address again. */
  async follow({ text }: Pick<Command, 'text'>): Promise<Outcome> {
    const command = text
      .replace(CLONE, 'cd ~/solum-pipelines')
      .replaceAll(ADDRESS, `127.0.0.1:${this.port}`)
      .replaceAll('/tmp/', `${this.directory}/`);
    if (!STAYS.test(command)) return this.inThePagesWords(await this.shell.run(command));
    // `env` takes its variables, and leaves one process to stop.
    const outcome = await this.shell.run(`(exec env ${command}) & SERVICE=$!`);
    await this.serviceAnswers();
    return outcome;
  }

  /** Gives the page's commands a variable. */
  async define(name: string, value: string): Promise<void> {
    await this.shell.run(`${name}='${value}'`);
  }

  /** As its Ctrl-C would. */
  async stopService(): Promise<void> {
    await this.shell.run('kill $SERVICE; wait $SERVICE');
  }

  /** To be done when the page has been read. */
  afterwards(undo: () => Promise<void>): void {
    this.undo.push(undo);
  }

  async leave(): Promise<void> {
    for (const undo of this.undo) await undo();
    await this.shell.close();
    await rm(this.home, { recursive: true, force: true, maxRetries: 5 });
  }

  private async serviceAnswers(): Promise<void> {
    await until(async () => this.api.get('/health/ready').expect(200), START_MS);
  }

  private inThePagesWords(outcome: Outcome): Outcome {
    const printed = outcome.printed
      .replaceAll(`127.0.0.1:${this.port}`, ADDRESS)
      .replaceAll(`${this.directory}/`, '/tmp/');
    return { ...outcome, printed };
  }
}

/** As `git clone` leaves it and with everything installed: a link for each file of this checkout, and no data. */
function checkoutIn(home: string): string {
  const checkout = join(home, 'solum-pipelines');
  mkdirSync(checkout);
  for (const name of readdirSync('.').filter((each) => !NOT_CLONED.has(each))) {
    symlinkSync(resolve(name), join(checkout, name));
  }
  return checkout;
}
