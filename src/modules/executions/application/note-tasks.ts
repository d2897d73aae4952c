import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { WakeLoop } from '../../../shared/domain/wake-loop.js';
import { Actors } from '../../keystone-auth/index.js';
import { type EngineTask, WorkflowEngine } from '../../workflow-engine/index.js';
import { Execution, isFinal } from '../domain/execution.js';
import { Executions } from '../domain/executions.js';
import { NotedTasks, TaskStates } from '../domain/noted-tasks.js';
import { ExecutionEvents } from './execution-events.js';

/** Nothing waits here but hints; what these miss is noted when the execution is looked at. */
const SWEEP_MS = 60_000;
const AT_ONCE = 4;

/**
 * Tells of tasks in the log of events: at the engine's hint it is asked for the tasks, and what differs from what was told
 * before is told. However many processes hear the hint, each change is told once.
 */
@Injectable()
export class NoteTasks {
  private readonly logger = new Logger(NoteTasks.name);
  private readonly hinted = new Set<string>();
  private readonly loop: WakeLoop;
  private unsubscribe: () => void = () => {};

  constructor(
    private readonly executions: Executions,
    private readonly noted: NotedTasks,
    private readonly engine: WorkflowEngine,
    private readonly actors: Actors,
    private readonly events: ExecutionEvents,
    private readonly unitOfWork: UnitOfWork,
    clock: Clock,
  ) {
    this.loop = new WakeLoop(
      clock,
      SWEEP_MS,
      () => this.look(),
      (error) => this.logger.error(error),
    );
  }

  start(): void {
    this.unsubscribe = this.engine.onEvent(({ kind, executionId }) => {
      if (kind !== 'task') return;
      this.hinted.add(executionId);
      this.loop.wake();
    });
    this.loop.start();
  }

  async stop(): Promise<void> {
    this.unsubscribe();
    await this.loop.stop();
  }

  /** Asks the engine for the tasks of an execution that it has, tells of what has changed, and answers them. */
  async execute(execution: Execution): Promise<readonly EngineTask[]> {
    // Read before the engine is asked: where somebody tells of a newer state meanwhile, this one is not told.
    const known = await this.noted.of(execution.id);
    const tasks = await this.engine.listTasks(this.actors.of(execution), execution.id);
    const changed = tasks.filter(({ id, state }) => known.get(id) !== state);
    if (changed.length > 0) await this.unitOfWork.run(() => this.tell(execution, changed, known));
    return tasks;
  }

  private async tell(execution: Execution, changed: readonly EngineTask[], known: TaskStates): Promise<void> {
    for (const task of changed) {
      const before = known.get(task.id);
      if (await this.noted.note(execution.id, task.id, before, task.state))
        this.events.taskChanged(execution, task, before ?? null);
    }
  }

  private async look(): Promise<void> {
    const ids = [...this.hinted];
    this.hinted.clear();
    const asking = Array.from({ length: AT_ONCE }, async () => {
      for (let id = ids.pop(); id !== undefined; id = ids.pop()) await this.lookAt(id);
    });
    await Promise.all(asking);
  }

  /** An engine that is away is asked when the execution is looked at again. */
  private async lookAt(id: string): Promise<void> {
    try {
      const execution = await this.executions.get(id);
      if (execution && execution.workflowName !== null && !isFinal(execution.state))
        await this.execute(execution);
    } catch (error) {
      this.logger.debug(`The tasks of execution ${id} are not noted yet: ${String(error)}`);
    }
  }
}
