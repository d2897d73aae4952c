import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { Clock } from '../../../shared/domain/clock.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { nameOfGroup, type RunConcurrency, smallestLimit, startable } from '../domain/concurrency.js';
import { ConcurrencyGroups, GroupKey, GroupMember } from '../domain/concurrency-groups.js';
import { Execution } from '../domain/execution.js';

/** What a run would wait for. */
export interface ForeseenWait {
  /** As `waitingFor` of one that waits. */
  readonly text: string;
  /** Ids of those that have the slots. */
  readonly running: readonly string[];
}

/** Who of a concurrency group runs, who waits, and for whom. */
@Injectable()
export class ConcurrencySlots {
  constructor(
    private readonly groups: ConcurrencyGroups,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Gives free slots to those that have waited longest; answers whether there were any. */
  async admit(key: GroupKey): Promise<boolean> {
    if (nextOf(await this.groups.members(key)).length === 0) return false;
    return this.unitOfWork.run(async () => {
      await this.groups.lock(key);
      const next = nextOf(await this.groups.members(key));
      for (const { id } of next) await this.groups.admit(id, this.clock.now());
      return next.length > 0;
    });
  }

  /**
   * For a run that has ended and goes on: keeps its slot free until the unit of work's end. Throws `conflict`
   * (`execution.group_full`).
   */
  async requireSlot({ projectId, concurrency }: Execution): Promise<void> {
    if (!concurrency) return;
    const { group, limit } = concurrency;
    await this.groups.lock({ projectId, group });
    const running = withSlot(await this.groups.members({ projectId, group }));
    if (startable(limitsOf(running), [limit]) === 1) return;
    const detail = `It ${waitText(concurrency.group, running, limit)}: run it again when that has ended.`;
    throw new DomainError('conflict', 'execution.group_full', detail);
  }

  /**
   * What a run that is created now would wait for once those of `leaving` have ended; undefined where it would have its slot at
   * once. Nothing is written.
   */
  async foresee(
    projectId: string,
    concurrency: RunConcurrency,
    leaving: ReadonlySet<string>,
  ): Promise<ForeseenWait | undefined> {
    const { group, limit } = concurrency;
    const members = (await this.groups.members({ projectId, group })).filter(({ id }) => !leaving.has(id));
    const newcomer = { id: '', limit, place: Infinity };
    if (nextOf([...members, newcomer]).includes(newcomer)) return undefined;
    const running = withSlot(members).map(({ id }) => id);
    return { text: waitTextAt(newcomer.place, concurrency, members), running };
  }

  /** The execution with what it waits for in its group, where it does. */
  async explained(execution: Execution): Promise<Execution> {
    const [explained] = await this.allExplained([execution]);
    return explained as Execution;
  }

  /** As `explained`; each group is asked for once, however many of them wait in it. */
  async allExplained(executions: readonly Execution[]): Promise<Execution[]> {
    const known = new Map<string, Promise<GroupMember[]>>();
    const membersOf = (key: GroupKey): Promise<GroupMember[]> => {
      const name = `${key.projectId} ${key.group}`;
      const members = known.get(name) ?? this.groups.members(key);
      known.set(name, members);
      return members;
    };
    return Promise.all(
      executions.map(async (execution) => {
        const { concurrency, queuePlace, projectId } = execution;
        if (!concurrency || queuePlace === null) return execution;
        const members = await membersOf({ projectId, group: concurrency.group });
        const waitingFor = waitTextAt(queuePlace, concurrency, members);
        return { ...execution, waitingFor, waitingSince: execution.createdAt };
      }),
    );
  }
}

function waitTextAt(
  place: number,
  { group, limit }: RunConcurrency,
  members: readonly GroupMember[],
): string {
  const text = waitText(group, withSlot(members), limit);
  const before = members.filter((member) => member.place !== null && member.place < place).length;
  return `${text}${before === 0 ? '' : `, ${before} ${before === 1 ? 'run' : 'runs'} before it`}`;
}

function withSlot(members: readonly GroupMember[]): GroupMember[] {
  return members.filter(({ place }) => place === null);
}

function nextOf(members: readonly GroupMember[]): GroupMember[] {
  const waiting = members.filter(({ place }) => place !== null);
  return waiting.slice(0, startable(limitsOf(withSlot(members)), limitsOf(waiting)));
}

function limitsOf(members: readonly GroupMember[]): (number | null)[] {
  return members.map(({ limit }) => limit);
}

function waitText(group: string, running: readonly GroupMember[], own: number | null): string {
  const [first, ...others] = running;
  if (!first) return `waits for its turn in ${nameOfGroup(group)}`;
  const limit = smallestLimit([...limitsOf(running), own]);
  const count = limit === null ? `${running.length} running` : `${running.length} of ${limit} running`;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return `waits for run ${first.id}${more} of ${nameOfGroup(group)} (${count})`;
}
