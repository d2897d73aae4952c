import { ChildProcess, spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { endGroup, GroupIdentity, markVariable, newMark, startTimeOf } from './process-group.js';
import { ProcessLimits, Sandbox, wrapCommand } from './sandbox.js';

/** How long output that is already in the pipes may take to arrive once the command has ended. */
const DRAIN_MS = 500;
/** The same where whoever takes the output is behind. */
const LONGEST_DRAIN_MS = 10_000;
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** Run when the command in the foreground has ended; commands do not inherit it. */
const WAIT_ON_TERM = "trap 'exit 143' TERM";

type Output = NonNullable<ProcessRequest['onOutput']>;

export interface ProcessRequest {
  /**
   * A text is run by `/bin/sh`; a list is a program and its arguments. The shell outlives SIGTERM until the command it
   * waits for has ended, and begins no other: a sandbox ends with its shell.
   */
  readonly command: readonly string[] | string;
  /** Absolute; must exist and be among `writable` or `readable` (or the system's) to be seen in a sandbox. */
  readonly cwd: string;
  /** All the command gets, apart from PATH where this has none and the group's mark. */
  readonly env: Readonly<Record<string, string>>;
  /** Absolute directories the command may change. Kept by bubblewrap only, like the next two. */
  readonly writable: readonly string[];
  /** Absolute paths to see besides the system. */
  readonly readable?: readonly string[];
  /** Whether it shares the machine's network; false leaves it a loopback of its own. */
  readonly network: boolean;
  readonly sandbox: Sandbox;
  /** Kept where the machine has prlimit. */
  readonly limits?: ProcessLimits;
  /** What it writes to stdout and stderr, as it comes; the command is held up while a promise that this answers is open. */
  readonly onOutput?: (chunk: Buffer) => unknown;
  /** The group's mark (see `newMark`), for those who note it before they start anything; made here if absent. */
  readonly mark?: string;
}

/** The command's own code, or the signal that ended it. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: string | null;
}

export interface RunningProcess extends GroupIdentity {
  readonly pid: number;
  /**
   * Settles when the command has ended and its output has been handed over; never rejects. What it left behind in its
   * group may still run: `kill(0)` ends that.
   */
  readonly exit: Promise<ProcessExit>;
  /**
   * Ends the whole group: SIGTERM to each process, `graceMs` for them to finish, SIGKILL. Resolves when none lives;
   * may be called at any time, and more than once.
   */
  kill(graceMs: number): Promise<void>;
}

/**
 * Starts a command as the leader of a process group (and session) of its own, with nothing of the service's
 * environment, without stdin, in the sandbox and under the limits. It is killed when this service dies.
 *
 * Throws an Error where the system cannot start a process there at all (no such `cwd`, no such program); a command
 * that the shell does not find is an exit with code 127.
 */
export function spawnGroup(request: ProcessRequest): RunningProcess {
  const { command, sandbox, mark = newMark() } = request;
  const line = typeof command === 'string' ? ['/bin/sh', '-c', `${WAIT_ON_TERM}\n${command}`] : command;
  const [program = '', ...programArguments] = wrapCommand(sandbox, line, request, request.limits);
  const child = spawn(program, programArguments, {
    cwd: request.cwd,
    env: { PATH: DEFAULT_PATH, ...request.env, ...markVariable(mark) },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = exitOf(child, request.onOutput);
  if (child.pid === undefined) throw new Error(`Cannot start ${program} in ${request.cwd}.`);
  const identity = { pid: child.pid, startTime: startTimeOf(child.pid), mark };
  return {
    ...identity,
    exit,
    kill: async (graceMs) => {
      await endGroup(identity, graceMs, sandbox.kind === 'bubblewrap');
      await exit;
    },
  };
}

/** Not just 'close': a daemon that the command left behind may hold the pipes open for ever. */
function exitOf(child: ChildProcess, onOutput: Output = () => undefined): Promise<ProcessExit> {
  const readers = [child.stdout, child.stderr].filter((stream) => stream !== null);
  for (const stream of readers) stream.on('data', (chunk: Buffer) => holdUp(stream, onOutput(chunk)));
  return new Promise((resolve) => {
    child.on('error', () => resolve({ code: null, signal: null }));
    child.once('exit', (code, signal) => {
      const latest = Date.now() + LONGEST_DRAIN_MS;
      const end = (): void => resolve({ code, signal });
      const endWhenDrained = (): void => {
        const isHeldUp = readers.some((stream) => stream.isPaused());
        if (isHeldUp && Date.now() < latest) setTimeout(endWhenDrained, DRAIN_MS).unref();
        else end();
      };
      child.once('close', end);
      setTimeout(endWhenDrained, DRAIN_MS).unref();
    });
  });
}

function holdUp(stream: Readable, until: unknown): void {
  if (!(until instanceof Promise)) return;
  stream.pause();
  void until.finally(() => stream.resume());
}
