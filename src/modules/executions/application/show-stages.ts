import { Injectable } from '@nestjs/common';
import { BoundedMap } from '../../../shared/domain/bounded-map.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import type { Actor } from '../../keystone-auth/index.js';
import type { EngineTask } from '../../workflow-engine/index.js';
import { Execution, isFinal } from '../domain/execution.js';
import { ListTasks } from './list-tasks.js';

/** A task without what it answered. */
export type StagedTask = EngineTask;

const MOST_REMEMBERED = 2_000;
const ASKED_AT_ONCE = 5;

/** The tasks of several runs. The engine is asked about a run that has ended once: nothing of it changes any more. */
@Injectable()
export class ShowStages {
  private readonly ended = new BoundedMap<string, readonly StagedTask[]>(MOST_REMEMBERED);

  constructor(private readonly listTasks: ListTasks) {}

  /** In the order of the runs; null for one that the engine does not tell of now. */
  async execute(user: Actor, executions: readonly Execution[]): Promise<(readonly StagedTask[] | null)[]> {
    const stages: (readonly StagedTask[] | null)[] = [];
    for (let from = 0; from < executions.length; from += ASKED_AT_ONCE) {
      const asked = executions.slice(from, from + ASKED_AT_ONCE);
      stages.push(...(await Promise.all(asked.map((execution) => this.tasksOf(user, execution)))));
    }
    return stages;
  }

  private async tasksOf(user: Actor, execution: Execution): Promise<readonly StagedTask[] | null> {
    const key = `${execution.id} ${execution.attempt}`;
    const known = this.ended.get(key);
    if (known) return known;
    try {
      const tasks = (await this.listTasks.execute(user, execution)).map(withoutResult);
      if (isFinal(execution.state)) this.ended.set(key, tasks);
      return tasks;
    } catch (error) {
      if (error instanceof DomainError) return null;
      throw error;
    }
  }
}

/** Results may be large; a stage shows none. */
function withoutResult(task: EngineTask): StagedTask {
  return { ...task, result: null, published: {}, stateInfo: null };
}
