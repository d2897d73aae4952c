import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** The environment variable by which a process is recognised as one of ours, however far it has wandered. */
const MARK_VARIABLE = 'SOLUM_PROCESS_MARK';

/**
 * What must be kept (in a database, say) to find a group again after the process that started it was killed: its
 * leader's process id, when the leader started, and the mark that all members carry in their environment.
 */
export interface GroupIdentity {
  /** Process id of the leader, and so the id of the group; null where only the mark was noted before a crash. */
  readonly pid: number | null;
  /** `<boot id>/<clock ticks>`; a process id is used again, the pair is not. Null where the system has no /proc. */
  readonly startTime: string | null;
  /** Random, one for each group. */
  readonly mark: string;
}

interface ProcessState {
  readonly pid: number;
  readonly group: number;
  readonly ticks: string;
}

const HAS_PROC = existsSync('/proc/self/stat');

/** A mark for a group that is yet to be started. */
export function newMark(): string {
  return randomUUID();
}

/** The variable that a group's processes are started with. */
export function markVariable(mark: string): Record<string, string> {
  return { [MARK_VARIABLE]: mark };
}

/** When the process started, as `GroupIdentity.startTime`; null where there is no such process or no /proc. */
export function startTimeOf(pid: number): string | null {
  const state = readState(pid);
  return state && `${bootId()}/${state.ticks}`;
}

/**
 * Ends a group, also one whose starter is dead: SIGTERM, `graceMs` for it to finish, SIGKILL. Resolves when no
 * process of it lives.
 *
 * Members are those of the process group while its leader lives (later its id may belong to others) and, where /proc
 * tells, all that carry its mark, in the group or not. Out of reach is what left the group and cleared its
 * environment too, except under bubblewrap, where everything ends with the leader.
 *
 * `spareLeader` keeps SIGTERM from the leader: bubblewrap's own process takes its sandbox down when it is terminated.
 */
export async function endGroup(identity: GroupIdentity, graceMs: number, spareLeader = false): Promise<void> {
  const group = new KnownGroup(identity);
  if (graceMs > 0) {
    const spared = spareLeader ? identity.pid : undefined;
    signal(
      group.living().filter((pid) => pid !== spared),
      'SIGTERM',
    );
    await group.emptied(graceMs);
  }
  while (group.living().length > 0) {
    signal(group.living(), 'SIGKILL');
    await group.emptied(50);
  }
}

/** The process ids of the group's living members (zombies do not live), without order. */
export function livingMembers(identity: GroupIdentity): number[] {
  const { pid: leader, startTime, mark } = identity;
  if (!HAS_PROC) return leader !== null && groupExists(leader) ? [-leader] : [];
  const leaderLives = leader !== null && startTime !== null && startTimeOf(leader) === startTime;
  return processIds().filter((pid) => {
    const group = readState(pid)?.group;
    if (group === undefined) return false;
    return (leaderLives && group === leader) || carriesMark(pid, mark);
  });
}

/** A group while it is being ended: who was once seen as a member stays one when its leader is gone. */
class KnownGroup {
  private readonly seen = new Map<number, string | null>();

  constructor(private readonly identity: GroupIdentity) {}

  living(): number[] {
    for (const pid of livingMembers(this.identity)) this.seen.set(pid, startTimeOf(pid));
    if (!HAS_PROC) return livingMembers(this.identity);
    return [...this.seen]
      .filter(([pid, started]) => started && startTimeOf(pid) === started)
      .map(([pid]) => pid);
  }

  /** Resolves when nobody lives, or after `withinMs`. */
  async emptied(withinMs: number): Promise<void> {
    const end = performance.now() + withinMs;
    for (let pause = 5; this.living().length > 0; pause = Math.min(pause * 2, 100)) {
      const remaining = end - performance.now();
      if (remaining <= 0) return;
      await wait(Math.min(pause, remaining));
    }
  }
}

function signal(pids: number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

function groupExists(pid: number): boolean {
  try {
    return process.kill(-pid, 0);
  } catch {
    return false;
  }
}

function processIds(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** Undefined for the dead, zombies included. The command's name in the second field may hold spaces and brackets. */
function readState(pid: number): ProcessState | null {
  const stat = readProc(`/proc/${pid}/stat`);
  const [state, , group, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (!state || state === 'Z' || state === 'X') return null;
  return { pid, group: Number(group), ticks: rest[16] ?? '' };
}

function carriesMark(pid: number, mark: string): boolean {
  return readProc(`/proc/${pid}/environ`).split('\0').includes(`${MARK_VARIABLE}=${mark}`);
}

function bootId(): string {
  return readProc('/proc/sys/kernel/random/boot_id').trim();
}

/** Empty where the process is gone or another user's. */
function readProc(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
