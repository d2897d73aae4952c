import { Injectable } from '@nestjs/common';
import { Executions } from '../../executions/index.js';
import { type RetentionRule, RetentionRules } from '../../retention/index.js';
import { JobLogs } from '../domain/job-logs.js';
import { CleanWorkspaces } from './clean-workspaces.js';

const BATCH = 100;

/**
 * Files of this machine that nothing refers to any more: logs of executions that another machine's process took away, and
 * workspaces of jobs that are done.
 */
@Injectable()
export class RemoveStrayFiles implements RetentionRule {
  readonly kind = 'stray_files';
  readonly isLocal = true;

  constructor(
    rules: RetentionRules,
    private readonly executions: Executions,
    private readonly logs: JobLogs,
    private readonly workspaces: CleanWorkspaces,
  ) {
    rules.add(this);
  }

  async *sweep(): AsyncIterable<number> {
    await this.workspaces.execute();
    let ids: string[] = [];
    for await (const id of this.logs.local()) {
      ids.push(id);
      if (ids.length < BATCH) continue;
      yield await this.removeStrayLogs(ids);
      ids = [];
    }
    yield await this.removeStrayLogs(ids);
  }

  /** A log is begun after its execution was committed. */
  private async removeStrayLogs(executionIds: readonly string[]): Promise<number> {
    if (executionIds.length === 0) return 0;
    const existing = await this.executions.existing(executionIds);
    const stray = executionIds.filter((id) => !existing.has(id));
    for (const id of stray) await this.logs.remove(id);
    return stray.length;
  }
}
