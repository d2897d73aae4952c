import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const START_SECONDS = 60;

/** The service as a child process, and its API. */
export class Service {
  constructor(child, url, logFile) {
    this.child = child;
    this.url = url;
    this.logFile = logFile;
    this.exited = new Promise((resolve) => child.once('exit', resolve));
  }

  /** @param {{ root: string, dataDir: string, port: number }} options */
  static async start({ root, dataDir, port }) {
    mkdirSync(dataDir, { recursive: true });
    const logFile = join(dataDir, 'service.log');
    const log = createWriteStream(logFile);
    await new Promise((resolve) => log.once('open', resolve));
    const child = spawn(process.execPath, [join(root, 'dist/main.js')], {
      cwd: root,
      stdio: ['ignore', log, log],
      env: {
        ...process.env,
        SOLUM_PORT: String(port),
        SOLUM_PUBLIC_URL: '',
        SOLUM_DATA_DIR: dataDir,
        SOLUM_SOURCE_PROTOCOLS: 'https,ssh,git,file',
        DATABASE_URL: '',
      },
    });
    const service = new Service(child, `http://127.0.0.1:${port}`, logFile);
    await service.ready();
    return service;
  }

  async ready() {
    const deadline = Date.now() + START_SECONDS * 1000;
    while (Date.now() < deadline && this.child.exitCode === null) {
      const answer = await fetch(`${this.url}/health/ready`).catch(() => undefined);
      if (answer?.ok) return;
      await wait(100);
    }
    this.child.kill('SIGKILL');
    throw new Error(
      `The service did not start. Its log:\n${readFileSync(this.logFile, 'utf8').slice(-3000)}`,
    );
  }

  /** Answers the decoded body; throws with the service's own words where it refuses. */
  async call(method, path, body, headers = {}) {
    const answer = await fetch(new URL(path, this.url), {
      method,
      headers: { ...(body ? { 'Content-Type': 'application/json' } : {}), ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json');
    const decoded = isJson ? JSON.parse(text) : text;
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${decoded.detail ?? text}`);
    return decoded;
  }

  async stop() {
    if (this.child.exitCode === null) this.child.kill('SIGTERM');
    await this.exited;
  }
}

/** The wanted port where it is free, else any free one. */
export async function freePort(wanted) {
  const tryPort = (port) =>
    new Promise((resolve) => {
      const server = createServer().once('error', () => resolve(undefined));
      server.listen(port, '127.0.0.1', () => {
        const { port: bound } = server.address();
        server.close(() => resolve(bound));
      });
    });
  return (await tryPort(wanted)) ?? tryPort(0);
}
