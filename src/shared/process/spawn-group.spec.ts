import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { endGroup, livingMembers } from './process-group.js';
import { detectSandbox, Sandbox } from './sandbox.js';
import { ProcessRequest, RunningProcess, spawnGroup } from './spawn-group.js';

const kinds = ['none', 'bubblewrap'] as const;

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await wait(5);
}

describe.each(kinds)('a process group with sandbox %s', (kind) => {
  let sandbox: Sandbox;
  let directory: string;
  let output: string;
  const started: RunningProcess[] = [];

  function start(command: ProcessRequest['command'], options: Partial<ProcessRequest> = {}): RunningProcess {
    const running = spawnGroup({
      command,
      cwd: directory,
      env: {},
      writable: [directory],
      network: true,
      sandbox,
      onOutput: (chunk) => (output += chunk.toString()),
      ...options,
    });
    started.push(running);
    return running;
  }

  beforeAll(async () => {
    sandbox = await detectSandbox(kind);
  });

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'solum-process-'));
    output = '';
  });

  afterEach(async () => {
    await Promise.all(started.splice(0).map((running) => running.kill(0)));
    await rm(directory, { recursive: true });
  });

  it('hands over what the command writes to either stream, and its exit code', async () => {
    const running = start('echo out; echo err >&2; exit 3');
    await expect(running.exit).resolves.toEqual({ code: 3, signal: null });
    expect(output.split('\n').sort()).toEqual(['', 'err', 'out']);
  });

  it('runs a list without a shell', async () => {
    await start(['/bin/echo', '$HOME', ';', 'true']).exit;
    expect(output).toBe('$HOME ; true\n');
  });

  it('gives the command nothing of the service environment', async () => {
    process.env.SOLUM_TEST_SECRET = 'secret';
    await start('env', { env: { LANG: 'C.UTF-8' } }).exit;
    delete process.env.SOLUM_TEST_SECRET;
    expect(output).toContain('LANG=C.UTF-8');
    expect(output).not.toContain('secret');
  });

  it('says at once that a command cannot be started in a directory that does not exist', () => {
    expect(() => start('true', { cwd: '/does/not/exist' })).toThrow('/does/not/exist');
  });

  it('lets a command finish its work on SIGTERM, and its shell with it', async () => {
    const running = start([
      '/bin/sh',
      '-c',
      'trap "echo bye; exit 7" TERM; echo ready; while :; do sleep 0.05; done',
    ]);
    await until(() => output.includes('ready'));
    await running.kill(5000);
    expect(output).toContain('bye');
    expect(livingMembers(running)).toEqual([]);
  });

  it('lets the command that a shell waits for finish on SIGTERM, and begins no other', async () => {
    const orderly = 'trap "sleep 0.1; echo bye; exit 0" TERM; echo ready; while :; do sleep 0.02; done';
    const running = start(`sh -c '${orderly}' && echo next; echo another`);
    await until(() => output.includes('ready'));
    await running.kill(5000);
    expect(output).toContain('bye');
    expect(output).not.toMatch(/next|another/);
  });

  it('ends what ignores SIGTERM after the grace period, grandchildren and those in a session of their own too', async () => {
    const stubborn = 'trap "" TERM; echo up; while :; do sleep 0.05; done';
    const running = start(`setsid sh -c '${stubborn}' & sh -c '${stubborn}' & ${stubborn}`);
    await until(() => output.split('up').length === 4);
    await running.kill(100);
    expect(livingMembers(running)).toEqual([]);
  });

  it('ends what a finished command left behind', async () => {
    const running = start('sleep 1000 >/dev/null 2>&1 &');
    await running.exit;
    await running.kill(0);
    expect(livingMembers(running)).toEqual([]);
  });

  it('is found and ended by its kept identity alone', async () => {
    const { pid, startTime, mark } = start('sleep 1000 & sleep 1000');
    await endGroup({ pid, startTime, mark }, 0);
    expect(livingMembers({ pid, startTime, mark })).toEqual([]);
  });

  it('leaves alone a group whose id belongs to somebody else by now', async () => {
    const running = start('echo up; sleep 1000');
    await until(() => output.includes('up'));
    await endGroup({ pid: running.pid, startTime: 'another boot/1', mark: 'another mark' }, 0);
    expect(livingMembers(running)).not.toEqual([]);
  });

  it('is stopped when it writes a larger file than it may', async () => {
    await start('head -c 100000 /dev/zero > big', { limits: { fileBytes: 1000 } }).exit;
    const written = await readFile(join(directory, 'big'));
    expect(written.length).toBe(1000);
  });

  it('cannot take more memory than it may', async () => {
    const command = [process.execPath, '-e', 'Buffer.alloc(400e6, 1); console.log("got it")'];
    await start(command, { limits: { memoryBytes: 300e6 } }).exit;
    expect(output).not.toContain('got it');
    await start(command, { limits: { memoryBytes: 1e9 } }).exit;
    expect(output).toContain('got it');
  });
});

describe('the sandbox', () => {
  let directory: string;
  let mine: string;
  let output: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'solum-sandbox-'));
    mine = join(directory, 'mine');
    await mkdir(mine);
    await writeFile(join(directory, 'secret.key'), 'secret');
    output = '';
  });

  afterEach(() => rm(directory, { recursive: true }));

  async function run(command: string, options: Partial<ProcessRequest> = {}): Promise<number | null> {
    const running = spawnGroup({
      command,
      cwd: mine,
      env: {},
      writable: [mine],
      network: true,
      sandbox: await detectSandbox('bubblewrap', [directory]),
      onOutput: (chunk) => (output += chunk.toString()),
      ...options,
    });
    return (await running.exit).code;
  }

  it('hides the data directory, except for what the command is given', async () => {
    await writeFile(join(directory, 'input'), 'text');
    const readable = [join(directory, 'input')];
    expect(await run(`ls ${directory}; cat ../input; echo changed > ../input`, { readable })).not.toBe(0);
    expect(output).toContain('input\nmine\ntext');
    expect(await readFile(readable[0] ?? '', 'utf8')).toBe('text');
  });

  it('lets nothing be written outside of its directories', async () => {
    await run('touch inside /usr/outside /etc/outside; touch /tmp/private');
    expect(existsSync(join(mine, 'inside'))).toBe(true);
    expect(existsSync('/usr/outside') || existsSync('/etc/outside') || existsSync('/tmp/private')).toBe(
      false,
    );
  });

  it('leaves the command no power over the machine', async () => {
    expect(await run('mount -t tmpfs none /mnt || umount /usr || mount -o remount,rw /usr')).not.toBe(0);
  });

  it('shows it no other processes', async () => {
    await run('cat /proc/[0-9]*/cmdline');
    expect(output).not.toContain('jest');
  });

  it('keeps it from the network unless it may use that', async () => {
    await run('cat /proc/net/dev', { network: false });
    const interfaces = output.match(/^\s*\w+:/gm)?.map((name) => name.trim());
    expect(interfaces).toEqual(['lo:']);
  });
});
