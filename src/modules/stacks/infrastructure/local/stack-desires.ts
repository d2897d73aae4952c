import { In, IsNull, Not } from 'typeorm';
import { DatabaseSession, isUniqueViolation } from '../../../../database/database-session.js';
import { StackStatus } from '../../domain/stack-provider.js';
import { LocalStackRecord } from './local-stack.record.js';

export const IN_PROGRESS: readonly StackStatus[] = [
  'CREATE_IN_PROGRESS',
  'UPDATE_IN_PROGRESS',
  'DELETE_IN_PROGRESS',
];

/** What the API writes: which stacks there are, and what each is to become. Every method works within one project. */
export class StackDesires {
  constructor(private readonly session: DatabaseSession) {}

  async ping(): Promise<void> {
    await this.session.manager.query('SELECT 1');
  }

  async find(projectId: string, id: string): Promise<LocalStackRecord | null> {
    return this.session.manager.findOneBy(LocalStackRecord, { id, projectId });
  }

  async findByRequest(projectId: string, requestId: string): Promise<LocalStackRecord | null> {
    return this.session.manager.findOneBy(LocalStackRecord, { projectId, requestId });
  }

  /** The stack with this request's id, made from `stack` where there is none yet. */
  async insertOnce(stack: LocalStackRecord): Promise<LocalStackRecord> {
    const { projectId, requestId } = stack;
    const first = await this.findByRequest(projectId, requestId);
    if (first) return first;
    try {
      await this.session.run(() => this.session.writer.insert(LocalStackRecord, stack));
      return stack;
    } catch (error) {
      const winner = isUniqueViolation(error) ? await this.findByRequest(projectId, requestId) : null;
      if (!winner) throw error;
      return winner;
    }
  }

  /** Writes the next revision unless another was written since `seen` was read; tells whether it did. */
  async desire(
    seen: LocalStackRecord,
    template: string,
    parameters: string,
    now: Date,
    onCommit: () => void,
  ): Promise<boolean> {
    return this.advance(
      seen,
      { template, parameters, status: 'UPDATE_IN_PROGRESS', updatedAt: now },
      onCommit,
    );
  }

  /** Likewise for a deletion. */
  async desireDeletion(seen: LocalStackRecord, now: Date, onCommit: () => void): Promise<boolean> {
    return this.advance(seen, { status: 'DELETE_IN_PROGRESS', updatedAt: now }, onCommit);
  }

  /** Removes a stack of which nothing runs and to which nobody sees; tells whether it is gone. */
  async removeIdle({ id, projectId, revision }: LocalStackRecord): Promise<boolean> {
    const idle = { id, projectId, revision, leaseOwner: IsNull(), liveParameters: IsNull() };
    const { affected } = await this.session.run(() =>
      this.session.writer.delete(LocalStackRecord, { ...idle, status: Not(In([...IN_PROGRESS])) }),
    );
    return affected === 1;
  }

  /** Does nothing to a stack that is in progress, or was given a new revision since `seen` was read. */
  async noteStatus(
    seen: LocalStackRecord,
    status: StackStatus,
    reason: string | null,
    now: Date,
  ): Promise<boolean> {
    const { id, projectId, revision } = seen;
    const settled = { id, projectId, revision, status: Not(In([...IN_PROGRESS])) };
    const { affected } = await this.session.run(() =>
      this.session.writer.update(LocalStackRecord, settled, { status, statusReason: reason, updatedAt: now }),
    );
    return affected === 1;
  }

  private async advance(
    { id, projectId, revision }: LocalStackRecord,
    change: Partial<LocalStackRecord>,
    onCommit: () => void,
  ): Promise<boolean> {
    return this.session.run(async () => {
      const next = { ...change, statusReason: null, revision: revision + 1 };
      const { affected } = await this.session.writer.update(
        LocalStackRecord,
        { id, projectId, revision },
        next,
      );
      if (affected === 1) this.session.afterCommit(onCommit);
      return affected === 1;
    });
  }
}
