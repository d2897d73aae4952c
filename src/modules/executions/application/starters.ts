import { Injectable } from '@nestjs/common';
import { ExecutionActions } from '../domain/execution-actions.js';
import { Execution } from '../domain/execution.js';

/** Who has a run on their account: who started it, and who ran it again from where it failed. */
@Injectable()
export class Starters {
  constructor(private readonly actions: ExecutionActions) {}

  /** User ids. */
  async of({ id, attempt, trigger }: Execution): Promise<string[]> {
    const rerun = await this.actions.newest(id, 'rerun', attempt - 1);
    return [trigger.actor, ...(rerun?.user ? [rerun.user.id] : [])];
  }
}
