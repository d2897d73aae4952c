import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { type Actor, Actors, type Principal } from '../../keystone-auth/index.js';
import { WorkflowEngine } from '../../workflow-engine/index.js';
import { judgeControl } from '../domain/control.js';
import { ExecutionAction, PlannedTask } from '../domain/execution-actions.js';
import { Execution } from '../domain/execution.js';
import { Executions } from '../domain/executions.js';
import { failedTasks } from '../domain/failed-tasks.js';
import { ActionLog, Initiative, initiativeOf } from './action-log.js';
import { FindControllable } from './find-controllable.js';
import { ReopenExecution } from './reopen-execution.js';

/** Goes on with a failed execution at the tasks that it failed by. */
@Injectable()
export class RetryExecution {
  constructor(
    private readonly find: FindControllable,
    private readonly engine: WorkflowEngine,
    private readonly executions: Executions,
    private readonly actors: Actors,
    private readonly reopen: ReopenExecution,
    private readonly log: ActionLog,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * The execution is RUNNING again, in its next attempt; what has finished is not repeated. `task` (an id or a name) picks one
   * of several failed tasks. Throws `conflict` where it has not failed, or no task of it has; `not_found`
   * (`task.not_found`).
   */
  async execute(
    principal: Principal,
    id: string,
    task: string | undefined,
    reason: string | undefined,
  ): Promise<Execution> {
    const execution = await this.find.execute(principal, id);
    judgeControl('retry', execution.state);
    const actor = this.actors.of(execution, principal);
    const plan = await this.planOf(execution, actor, task);
    const { action, reopened } = await this.begin(execution, plan, initiativeOf(principal, reason));
    await this.log.carryOutInTheEnd(action, () => this.carryOut(action, reopened, actor));
    return (await this.executions.get(id)) ?? reopened;
  }

  /** May be repeated: what has run again since it was planned is left alone. `execution` is as it was reopened. */
  async carryOut(action: ExecutionAction, execution: Execution, user?: Actor): Promise<void> {
    const actor = this.actors.of(execution, user);
    try {
      await this.reopen.prepare(execution, actor);
      for (const planned of action.plan ?? []) await this.rerun(execution.id, planned, actor);
    } catch (error) {
      const isRefused = error instanceof DomainError && error.kind !== 'unavailable';
      if (isRefused && (await this.hasFailed(execution, actor))) await this.reopen.close(execution, action);
      else if (isRefused) await this.reopen.complete(execution, action);
      throw error;
    }
    await this.reopen.complete(execution, action);
  }

  private async planOf(execution: Execution, actor: Actor, task: string | undefined): Promise<PlannedTask[]> {
    if (execution.workflowName === null || !(await this.hasFailed(execution, actor))) {
      const detail =
        'In the workflow engine no task of this execution has failed: you can run it again from the start.';
      throw new DomainError('conflict', 'execution.nothing_failed', detail);
    }
    const tasks = await this.engine.listTasks(actor, execution.id);
    return failedTasks(tasks, execution.stateInfo, task).map(({ id, attempts }) => ({ id, attempts }));
  }

  /** What the engine says: here it may have ended for another reason, while the engine went on. */
  private async hasFailed({ id }: Execution, actor: Actor): Promise<boolean> {
    try {
      return (await this.engine.getExecution(actor, id)).state === 'ERROR';
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'not_found') return false;
      throw error;
    }
  }

  private begin(
    execution: Execution,
    plan: readonly PlannedTask[],
    initiative: Initiative,
  ): Promise<{ readonly action: ExecutionAction; readonly reopened: Execution }> {
    return this.unitOfWork.run(async () => {
      const action = await this.log.begin(execution, { kind: 'rerun', plan }, initiative);
      return { action, reopened: await this.reopen.open(execution, action) };
    });
  }

  private async rerun(id: string, { id: taskId, attempts }: PlannedTask, actor: Actor): Promise<void> {
    const task = (await this.engine.listTasks(actor, id)).find((each) => each.id === taskId);
    if (task?.state === 'ERROR' && task.attempts === attempts) await this.engine.rerunTask(actor, id, taskId);
  }
}
