import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { Clock } from '../../../shared/domain/clock.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { nameOfGroup, smallestLimit, startable } from '../domain/concurrency.js';
import { ConcurrencyGroups, GroupKey, GroupMember } from '../domain/concurrency-groups.js';
import { Execution } from '../domain/execution.js';

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

  /** The execution with what it waits for in its group, where it does. */
  async explained(execution: Execution): Promise<Execution> {
    const { concurrency, queuePlace, projectId, createdAt } = execution;
    if (!concurrency || queuePlace === null) return execution;
    const members = await this.groups.members({ projectId, group: concurrency.group });
    const text = waitText(concurrency.group, withSlot(members), concurrency.limit);
    const before = members.filter(({ place }) => place !== null && place < queuePlace).length;
    const waitingFor = `${text}${before === 0 ? '' : `, ${before} ${before === 1 ? 'run' : 'runs'} before it`}`;
    return { ...execution, waitingFor, waitingSince: createdAt };
  }
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
