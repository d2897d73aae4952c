import { In, IsNull, Not } from 'typeorm';
import { DatabaseSession } from '../../../../database/database-session.js';
import { Clock } from '../../../../shared/domain/clock.js';
import { GroupIdentity } from '../../../../shared/process/process-group.js';
import { StackStatus } from '../../domain/stack-provider.js';
import { LocalStackRecord } from './local-stack.record.js';
import { isOwnerDead } from './lease-owner.js';
import { StackProcessRecord } from './stack-process.record.js';

const WORK_IN_PROGRESS: readonly StackStatus[] = ['UPDATE_IN_PROGRESS', 'DELETE_IN_PROGRESS'];

/** Whether there is something to do to a stack, or something of it is to run. */
export function needsSupervision({ status, liveParameters }: LocalStackRecord): boolean {
  return WORK_IN_PROGRESS.includes(status) || liveParameters !== null;
}

/** The right to act on a stack. It is lost to a supervisor that claims the stack later, with a higher fence. */
export interface Lease {
  readonly stackId: string;
  readonly owner: string;
  readonly fence: number;
}

/** How an update ended. `live` is absent where what ran before goes on; its texts are JSON objects, null: nothing runs. */
export interface Outcome {
  readonly revision: number;
  readonly status: 'UPDATE_COMPLETE' | 'UPDATE_FAILED';
  readonly reason: string | null;
  readonly live?: {
    readonly parameters: string | null;
    readonly port: number | null;
    readonly outputs: string;
  };
}

/**
 * What supervisors write: who sees to which stack, what runs, what came of it. A write under a lease that was lost
 * changes nothing and answers false.
 */
export class StackLeases {
  constructor(
    private readonly session: DatabaseSession,
    private readonly clock: Clock,
    private readonly owner: string,
    private readonly leaseMs: number,
  ) {}

  /** The stacks that somebody has to see to, and those that this supervisor does see to. */
  async survey(): Promise<LocalStackRecord[]> {
    return this.session.manager.find(LocalStackRecord, {
      where: [
        { status: In([...WORK_IN_PROGRESS]) },
        { liveParameters: Not(IsNull()) },
        { leaseOwner: this.owner },
      ],
    });
  }

  async find(stackId: string): Promise<LocalStackRecord | null> {
    return this.session.manager.findOneBy(LocalStackRecord, { id: stackId });
  }

  /**
   * Undefined where somebody else has it, or was faster. A supervisor claims what it has itself only where it runs
   * nothing of it: a lease that it failed to give back.
   */
  async claim(stack: LocalStackRecord): Promise<Lease | undefined> {
    if (!this.isFree(stack)) return undefined;
    const { id, fence, leaseOwner, leaseUntil } = stack;
    const unchanged = { id, fence, leaseOwner: leaseOwner ?? IsNull(), leaseUntil: leaseUntil ?? IsNull() };
    const change = { leaseOwner: this.owner, leaseUntil: this.leaseEnd(), fence: fence + 1 };
    const { affected } = await this.session.run(() =>
      this.session.writer.update(LocalStackRecord, unchanged, change),
    );
    return affected === 1 ? { stackId: id, owner: this.owner, fence: fence + 1 } : undefined;
  }

  /** Extends all leases of this supervisor and tells which stacks it still holds. */
  async renew(): Promise<Set<string>> {
    const mine = { leaseOwner: this.owner };
    await this.session.run(() =>
      this.session.writer.update(LocalStackRecord, mine, { leaseUntil: this.leaseEnd() }),
    );
    const held = await this.session.manager.find(LocalStackRecord, { where: mine, select: { id: true } });
    return new Set(held.map(({ id }) => id));
  }

  async release(lease: Lease): Promise<boolean> {
    return this.write(lease, { leaseOwner: null, leaseUntil: null });
  }

  /** Gives the lease back, unless the stack was given something to do since `revision`. */
  async releaseIdle(lease: Lease, revision: number): Promise<boolean> {
    return this.write(lease, { leaseOwner: null, leaseUntil: null }, { revision });
  }

  /** The stack as it is wanted now; null where it or the lease is gone. */
  async read(lease: Lease): Promise<LocalStackRecord | null> {
    return this.session.manager.findOneBy(LocalStackRecord, keyOf(lease));
  }

  async remove(lease: Lease): Promise<boolean> {
    const { affected } = await this.session.run(() =>
      this.session.writer.delete(LocalStackRecord, keyOf(lease)),
    );
    return affected === 1;
  }

  /** What runs is noted in any case; the status only if no newer revision is wanted by now. */
  async conclude(lease: Lease, { revision, status, reason, live }: Outcome): Promise<boolean> {
    const updatedAt = this.clock.now();
    const change = live && {
      liveParameters: live.parameters,
      liveRevision: live.parameters === null ? null : revision,
      outputs: live.outputs,
      ...(live.port === null ? {} : { port: live.port }),
    };
    return this.session.run(async () => {
      if (change && !(await this.write(lease, { ...change, updatedAt }))) return false;
      return this.write(lease, { status, statusReason: reason, updatedAt }, { revision });
    });
  }

  /** The stack had to move to another port. */
  async relocate(lease: Lease, port: number, outputs: string): Promise<boolean> {
    return this.write(lease, { port, outputs });
  }

  /** Noted before the start, so that nothing that was started is ever unknown. False: the lease is lost, do not start. */
  async noteProcess(lease: Lease, revision: number, mark: string): Promise<boolean> {
    const row = { mark, stackId: lease.stackId, revision, pid: null, startTime: null };
    return this.session.run(async () => {
      const held = await this.write(lease, { leaseUntil: this.leaseEnd() });
      if (held) await this.session.writer.insert(StackProcessRecord, row);
      return held;
    });
  }

  async noteStart({ mark, pid, startTime }: GroupIdentity): Promise<void> {
    await this.session.run(() =>
      this.session.writer.update(StackProcessRecord, { mark }, { pid, startTime }),
    );
  }

  async forgetProcess(mark: string): Promise<void> {
    await this.session.run(() => this.session.writer.delete(StackProcessRecord, { mark }));
  }

  async processesOf({ stackId }: Lease): Promise<GroupIdentity[]> {
    return this.session.manager.findBy(StackProcessRecord, { stackId });
  }

  /** Ports that stacks have, running or not. */
  async ports(): Promise<number[]> {
    const rows = await this.session.manager.find(LocalStackRecord, {
      where: { port: Not(IsNull()) },
      select: { id: true, port: true },
    });
    return rows.flatMap(({ port }) => port ?? []);
  }

  private isFree({ leaseOwner, leaseUntil }: LocalStackRecord): boolean {
    return (
      leaseOwner === null || leaseUntil === null || leaseUntil <= this.clock.now() || isOwnerDead(leaseOwner)
    );
  }

  private leaseEnd(): Date {
    return this.clock.after(this.leaseMs);
  }

  private async write(
    lease: Lease,
    change: Partial<LocalStackRecord>,
    condition: { revision?: number } = {},
  ): Promise<boolean> {
    const { affected } = await this.session.run(() =>
      this.session.writer.update(LocalStackRecord, { ...keyOf(lease), ...condition }, change),
    );
    return affected === 1;
  }
}

function keyOf({ stackId, owner, fence }: Lease): { id: string; leaseOwner: string; fence: number } {
  return { id: stackId, leaseOwner: owner, fence };
}
