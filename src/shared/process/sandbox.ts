import { execFile } from 'node:child_process';
import { accessSync, existsSync, lstatSync, readlinkSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { delimiter, dirname, join, sep } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export type SandboxChoice = 'auto' | 'bubblewrap' | 'none';

/** What this machine offers to hold a foreign command in; found once by `detectSandbox` and then given to each start. */
export interface Sandbox {
  readonly kind: 'bubblewrap' | 'none';
  /** Whether `network: false` is kept. */
  readonly isolatesNetwork: boolean;
  /** Absolute paths of the programs; null where absent or not working. */
  readonly tools: {
    readonly bwrap: string | null;
    readonly prlimit: string | null;
    readonly setpriv: string | null;
  };
  /** Directories that no sandboxed command sees, except for what it is given explicitly. */
  readonly hidden: readonly string[];
  /** Why `auto` fell back to `none`, for the log; null where it did not. */
  readonly warning: string | null;
}

/** What a command may reach of the machine. All paths are absolute. */
export interface SandboxedReach {
  readonly cwd: string;
  readonly writable: readonly string[];
  readonly readable?: readonly string[];
  readonly network: boolean;
}

export interface ProcessLimits {
  /** Processor time of each process, then SIGKILL. */
  readonly cpuSeconds?: number;
  /** Private writable memory of each process (RLIMIT_DATA; address space alone costs nothing). */
  readonly memoryBytes?: number;
  /** Largest file a process may write. */
  readonly fileBytes?: number;
  /** Processes and threads of the user in all; the kernel does not hold root to it. */
  readonly processes?: number;
}

/** Read-only parts of the machine that programs need; the users' homes and /var are not among them. */
const SYSTEM = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32', '/etc', '/opt', '/nix/store'];
/** Where /etc/resolv.conf and the certificates of some distributions really live. */
const SYSTEM_IF_PRESENT = ['/run/systemd/resolve', '/var/lib/ca-certificates'];
/** What root keeps of its powers, so that builds can still set owners in their own directory. */
const ROOT_CAPABILITIES = ['CAP_CHOWN', 'CAP_DAC_OVERRIDE', 'CAP_FOWNER'];

/**
 * Finds out what works here by running it: bwrap is often installed where the container forbids what it needs.
 * `auto` falls back to `none` and says why in `warning`; `bubblewrap` throws an Error where it does not work.
 * `hidden` names directories (the data directory) that stay out of sight even below a system directory.
 */
export async function detectSandbox(choice: SandboxChoice, hidden: readonly string[] = []): Promise<Sandbox> {
  const [prlimit, setpriv] = await Promise.all([
    working('prlimit', ['--data=unlimited', 'true']),
    working('setpriv', ['--pdeathsig', 'KILL', 'true']),
  ]);
  const none: Sandbox = {
    kind: 'none',
    isolatesNetwork: false,
    tools: { bwrap: null, prlimit, setpriv },
    hidden,
    warning: null,
  };
  if (choice === 'none') return none;
  const bwrap = await findProgram('bwrap');
  const failure = bwrap ? await failureOf(bwrap, trial(true)) : 'bwrap is not installed';
  if (bwrap && failure === null) {
    const isolatesNetwork = (await failureOf(bwrap, trial(false))) === null;
    return { ...none, kind: 'bubblewrap', isolatesNetwork, tools: { ...none.tools, bwrap } };
  }
  if (choice === 'bubblewrap') {
    throw new Error(`SOLUM_SANDBOX=bubblewrap, but bubblewrap does not work here: ${failure}`);
  }
  return { ...none, warning: `Commands run without a sandbox: ${failure}` };
}

/**
 * The program and its arguments that run `command` inside the sandbox, with the limits, and dying with this process.
 * Only the leader dies with this process (its whole sandbox under bubblewrap); the rest of a bare group is found by
 * its mark (see `endGroup`).
 */
export function wrapCommand(
  sandbox: Sandbox,
  command: readonly string[],
  reach: SandboxedReach,
  limits: ProcessLimits = {},
): string[] {
  const { bwrap, prlimit, setpriv } = sandbox.tools;
  const limitArguments = prlimitArguments(limits);
  return [
    ...(setpriv ? [setpriv, '--pdeathsig', 'KILL'] : []),
    ...(prlimit && limitArguments.length > 0 ? [prlimit, ...limitArguments] : []),
    ...(bwrap ? [bwrap, ...bubblewrapArguments(reach, sandbox), '--'] : []),
    ...command,
  ];
}

function prlimitArguments(limits: ProcessLimits): string[] {
  const named = {
    cpu: limits.cpuSeconds,
    data: limits.memoryBytes,
    fsize: limits.fileBytes,
    nproc: limits.processes,
  };
  return Object.entries(named)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `--${name}=${value}`);
}

/** Later arguments lie over earlier ones: the system, then what is hidden, then what the command is given. */
function bubblewrapArguments(reach: SandboxedReach, { hidden }: Pick<Sandbox, 'hidden'>): string[] {
  return [
    ...['--die-with-parent', '--unshare-pid', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try'],
    ...(reach.network ? [] : ['--unshare-net']),
    ...(process.getuid?.() === 0 ? rootCapabilities() : []),
    ...SYSTEM.flatMap(systemMount),
    ...[...SYSTEM_IF_PRESENT, ...programDirectories()].flatMap((path) => ['--ro-bind-try', path, path]),
    ...['--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp', '--tmpfs', '/var/tmp'],
    ...hidden.filter((path) => existsSync(path)).flatMap((path) => ['--tmpfs', path]),
    ...(reach.readable ?? []).flatMap((path) => ['--ro-bind', path, path]),
    ...reach.writable.flatMap((path) => ['--bind', path, path]),
    ...['--chdir', reach.cwd],
  ];
}

/** On merged systems /bin is a link to usr/bin, and has to be one inside, too. */
function systemMount(path: string): string[] {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (!stat) return [];
  return stat.isSymbolicLink() ? ['--symlink', readlinkSync(path), path] : ['--ro-bind', path, path];
}

/**
 * Programs installed outside of the system, e.g. Node.js below a home: the PATH's directories and the libraries beside
 * them. Not what else lies there: `~/.cargo` or `~/.local/share` hold secrets.
 */
function programDirectories(): string[] {
  const directories = [dirname(process.execPath), ...searchPath()].filter((path) =>
    path.endsWith(`${sep}bin`),
  );
  const withLibraries = directories.flatMap((path) => [path, join(dirname(path), 'lib')]);
  return [...new Set(withLibraries)].filter((path) => !liesInTheSystem(path) && isReadable(path));
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function liesInTheSystem(path: string): boolean {
  return SYSTEM.some((directory) => path === directory || path.startsWith(directory + sep));
}

function rootCapabilities(): string[] {
  return ['--cap-drop', 'ALL', ...ROOT_CAPABILITIES.flatMap((name) => ['--cap-add', name])];
}

/** The arguments of a harmless run that needs all that real ones need. */
function trial(network: boolean): string[] {
  const reach = { cwd: '/', writable: [], network };
  return [...bubblewrapArguments(reach, { hidden: [] }), '--', '/bin/sh', '-c', 'true'];
}

async function working(name: string, trialArguments: string[]): Promise<string | null> {
  const program = await findProgram(name);
  return program && (await failureOf(program, trialArguments)) === null ? program : null;
}

/** Null when the program ends well, else its complaint. */
async function failureOf(program: string, programArguments: string[]): Promise<string | null> {
  try {
    await execute(program, programArguments, { timeout: 10_000 });
    return null;
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    return stderr?.trim() || message;
  }
}

function searchPath(): string[] {
  return (process.env.PATH ?? '/usr/bin:/bin')
    .split(delimiter)
    .filter((directory) => directory.startsWith(sep));
}

async function findProgram(name: string): Promise<string | null> {
  for (const directory of searchPath()) {
    const program = join(directory, name);
    if (
      await access(program, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return program;
  }
  return null;
}
