import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '../../../shared/domain/ids.js';
import { detectSandbox, SandboxChoice } from '../../../shared/process/sandbox.js';
import { processesWith } from '../../../../test/support/processes.js';
import { until } from '../../../../test/support/until.js';
import { JobLog } from '../domain/job-logs.js';
import { newJob } from '../domain/job.js';
import { Stop } from '../domain/stop.js';
import { Workspace } from '../domain/workspaces.js';
import { DirectoryWorkspaces, rememberGroup } from './directory-workspaces.js';
import { SandboxedCommands } from './sandboxed-commands.js';

const hasBubblewrap = (await detectSandbox('auto')).kind === 'bubblewrap';
const choices: SandboxChoice[] = hasBubblewrap ? ['none', 'bubblewrap'] : ['none'];

describe.each(choices)('commands with the sandbox "%s"', (choice) => {
  let dataDir: string;
  let workspaces: DirectoryWorkspaces;
  let workspace: Workspace;
  let output: string;

  const log: JobLog = {
    write: (chunk) => void (output += chunk.toString()),
    note: (line) => void (output += `[solum] ${line}\n`),
    close: async () => 0,
  };
  const order = {
    station: 'unit-test',
    input: {},
    executionId: newId(),
    taskId: newId(),
    actionExecutionId: newId(),
    projectId: 'p',
  };
  const job = { ...newJob(newId(), order, new Date()), attempt: 1 };

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'solum-commands-'));
    workspaces = new DirectoryWorkspaces(dataDir);
    workspace = await workspaces.prepare(job);
    output = '';
  });

  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  function run(command: string, env: Record<string, string> = {}, signal = new AbortController().signal) {
    const settings = { concurrency: 1, leaseMs: 1000, timeoutMs: 60_000 };
    const commands = new SandboxedCommands(() => detectSandbox(choice, [dataDir]), settings);
    return commands.run({ command, workspace, env, log, signal });
  }

  it('answers the exit code, and keeps both outputs in the log', async () => {
    await expect(run('echo out; echo err >&2; exit 3')).resolves.toEqual({ exitCode: 3, signal: null });
    expect(output).toContain('[solum] $ echo out');
    expect(output).toContain('out\n');
    expect(output).toContain('err\n');
    expect(output).toContain('[solum] exit code 3\n');
  });

  it('gives the command nothing of the service’s environment', async () => {
    process.env.SOLUM_TEST_SECRET = 'very-secret';
    await run('env', { SOLUM_COMMIT: 'abc' });
    delete process.env.SOLUM_TEST_SECRET;
    expect(output).not.toContain('very-secret');
    const names = [...output.matchAll(/^(\w+)=/gm)].map(([, name]) => name);
    expect(new Set(names)).toEqual(
      new Set(['PATH', 'HOME', 'TMPDIR', 'LANG', 'CI', 'SOLUM_COMMIT', 'SOLUM_PROCESS_MARK', 'PWD']),
    );
    expect(output).toContain(`HOME=${workspace.home}\n`);
  });

  it('lets the command write its source, its home and its temporary directory', async () => {
    await expect(run('echo x | tee here "$HOME/there" "$TMPDIR/too"')).resolves.toMatchObject({
      exitCode: 0,
    });
    expect(await readFile(join(workspace.home, 'there'), 'utf8')).toBe('x\n');
  });

  it('reports the signal that killed the command', async () => {
    const end = await run('kill -SEGV $$');
    // Inside bubblewrap the shell's end is an exit code of bubblewrap's.
    expect(end.signal ?? end.exitCode).toBe(end.signal ? 'SIGSEGV' : 139);
  });

  it('leaves nothing running of what the command left behind', async () => {
    const sign = newId();
    await run(`sh -c 'exec -a ${sign} sleep 1000' >/dev/null 2>&1 & sleep 0`);
    expect(await processesWith(`HOME=${workspace.home}`)).toEqual([]);
  });

  it('kills the whole group when it is stopped: children, grandchildren, those that ignore SIGTERM', async () => {
    const stop = new AbortController();
    const ready = join(workspace.source, 'ready');
    const stubborn = `trap '' TERM; sh -c 'trap "" TERM; sleep 1000 & touch ${ready}; sleep 1000' & wait; sleep 1000`;
    const running = run(stubborn, {}, stop.signal);
    await until(() => readFile(ready));
    stop.abort(new Stop('cancelled', 'the execution has ended'));
    await expect(running).rejects.toMatchObject({ reason: 'cancelled' });
    expect(await processesWith(`HOME=${workspace.home}`)).toEqual([]);
  });

  it('ends what a killed service left of an earlier attempt when the job is tried again', async () => {
    const stop = new AbortController();
    const ready = join(workspace.source, 'ready');
    const lost = run(`touch ${ready}; sleep 1000`, {}, stop.signal).catch((error: unknown) => error);
    await until(() => readFile(ready));
    const again = await new DirectoryWorkspaces(dataDir).prepare({ ...job, attempt: 2 });
    expect(await processesWith(`HOME=${workspace.home}`)).toEqual([]);
    expect(again.root).not.toBe(workspace.root);
    await expect(readFile(ready)).rejects.toThrow('ENOENT');
    await lost;
  });

  it('removes also what the command made unreadable', async () => {
    await run('mkdir -p deep/er && touch deep/er/file && chmod 500 deep/er deep');
    await workspaces.remove(workspace);
    expect(await workspaces.list()).toEqual([]);
  });

  it('survives a note of a group that was not written to its end', async () => {
    await rememberGroup(workspace, { pid: 2 ** 22 - 1, startTime: 'x/1', mark: newId() });
    await writeFile(join(workspace.root, 'groups', newId()), '');
    await workspaces.clean(job.id);
    expect(await workspaces.list()).toEqual([]);
  });

  if (choice === 'bubblewrap') {
    it('shows the command no secret of the service, no other workspace, and lets it change nothing else', async () => {
      await writeFile(join(dataDir, 'secret.key'), 'top secret');
      const foreign = await workspaces.prepare({ ...job, id: newId() });
      await writeFile(join(foreign.source, 'theirs'), 'their source');
      await run(
        `cat ${dataDir}/secret.key ${foreign.source}/theirs; ls ${workspace.output}; touch /etc/x /usr/x; ps ax`,
      );
      expect(output).not.toContain('top secret');
      expect(output).not.toContain('their source');
      expect(output).toMatch(/touch: .*\/etc\/x.*Read-only/);
      expect(output).not.toContain('jest');
    });
  }
});
