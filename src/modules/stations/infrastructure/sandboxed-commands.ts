import { Sandbox } from '../../../shared/process/sandbox.js';
import { CommandEnd, CommandRequest, Commands } from '../domain/commands.js';
import { WorkerSettings } from '../domain/worker-settings.js';
import { Workspace } from '../domain/workspaces.js';
import { runGroup } from './run-group.js';

/** One file that a command writes; a runaway one must not fill the disk. */
const LARGEST_FILE_BYTES = 8 * 2 ** 30;

/** Runs commands as process groups on this machine, in bubblewrap where that works. */
export class SandboxedCommands extends Commands {
  constructor(
    private readonly sandbox: () => Promise<Sandbox>,
    private readonly settings: WorkerSettings,
  ) {
    super();
  }

  async run({ command, workspace, env, log, signal }: CommandRequest): Promise<CommandEnd> {
    const { source, home, temporary } = workspace;
    log.note(`$ ${command}`);
    const end = await runGroup(
      {
        command,
        cwd: source,
        env: { ...baseEnvironment(workspace), ...env },
        writable: [source, home, temporary],
        network: true,
        sandbox: await this.sandbox(),
        limits: { cpuSeconds: Math.ceil(this.settings.timeoutMs / 1000), fileBytes: LARGEST_FILE_BYTES },
        onOutput: (chunk) => log.write(chunk),
      },
      workspace,
      signal,
    );
    log.note(end.signal ? `killed by ${end.signal}` : `exit code ${end.code}`);
    return { exitCode: end.code, signal: end.signal };
  }
}

/** All of the service's own environment that a foreign command may know. */
export function baseEnvironment({ home, temporary }: Workspace): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin',
    HOME: home,
    TMPDIR: temporary,
    LANG: 'C.UTF-8',
    CI: 'true',
  };
}
