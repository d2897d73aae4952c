import type { JsonObject, JsonValue } from '../../../../shared/domain/json.js';
import { ExecutionsFilter, TasksFilter, WorkflowView } from '../expressions/index.js';
import { Interpretation } from './interpretation.js';
import { TaskExecution, WorkflowExecution } from './run-state.js';
import { taskResult } from './task-result.js';

/** What Mistral's own functions see of the run that is being stepped. */
export class RunView implements WorkflowView {
  constructor(
    private readonly run: Interpretation,
    private readonly current: WorkflowExecution,
    private readonly currentTask: TaskExecution | null,
  ) {}

  task(name?: string): JsonObject | null {
    const found = name === undefined ? this.currentTask : this.run.lastTask(this.current, name);
    return found ? this.shownTask(found) : null;
  }

  tasks(filter: TasksFilter): JsonValue {
    return this.executionsIn(filter)
      .flatMap((execution) => this.run.tasksOf(execution))
      .filter((task) => !filter.state || task.state === filter.state)
      .filter((task) => !filter.flat || task.type === 'ACTION' || task.attemptIds.length === 0)
      .map((task) => this.shownTask(task));
  }

  execution(id?: string): JsonObject | null {
    const found = id === undefined ? this.current : this.run.state.executions[id];
    return found ? this.described(found) : null;
  }

  executions(filter: ExecutionsFilter): JsonValue {
    return Object.values(this.run.state.executions)
      .filter((each) => !filter.id || each.id === filter.id)
      .filter((each) => !filter.rootExecutionId || this.rootIdOf(each) === filter.rootExecutionId)
      .filter((each) => !filter.state || each.state === filter.state)
      .filter((each) => !filter.fromTime || shownTime(each.createdAt) >= filter.fromTime)
      .filter((each) => !filter.toTime || shownTime(each.createdAt) < filter.toTime)
      .map((each) => this.shownExecution(each));
  }

  environment(): JsonObject {
    return this.run.environment;
  }

  globals(): JsonObject {
    return this.current.context;
  }

  private executionsIn({ workflowExecutionId, recursive }: TasksFilter): WorkflowExecution[] {
    const all = Object.values(this.run.state.executions);
    if (!workflowExecutionId) return all;
    const start = this.run.state.executions[workflowExecutionId];
    if (!start) return [];
    return recursive ? this.withSubExecutions(start) : [start];
  }

  private withSubExecutions(execution: WorkflowExecution): WorkflowExecution[] {
    const below = this.run.subExecutionsOf(execution);
    return [execution, ...below.flatMap((each) => this.withSubExecutions(each))];
  }

  /** Null for the root itself, as in Mistral. */
  private rootIdOf(execution: WorkflowExecution): string | null {
    return execution.parentTaskId === null ? null : this.run.state.rootId;
  }

  private shownTask(task: TaskExecution): JsonObject {
    return {
      id: task.id,
      name: task.name,
      spec: this.run.specOf(task).source,
      state: task.state,
      state_info: task.stateInfo,
      result: taskResult(this.run, task),
      published: task.published,
      type: task.type,
      workflow_execution_id: task.executionId,
      created_at: shownTime(task.createdAt),
      updated_at: shownTime(task.updatedAt),
    };
  }

  /** What `execution()` shows; the state of a workflow under way is not part of it. */
  private described(execution: WorkflowExecution): JsonObject {
    return {
      id: execution.id,
      name: execution.workflowName,
      spec: this.run.workflowOf(execution).workflow.source,
      input: execution.input,
      params: execution.params,
      created_at: shownTime(execution.createdAt),
      updated_at: shownTime(execution.updatedAt),
      root_execution_id: this.rootIdOf(execution),
    };
  }

  private shownExecution(execution: WorkflowExecution): JsonObject {
    return {
      ...this.described(execution),
      start_params: execution.params,
      state: execution.state,
      state_info: execution.stateInfo,
      output: execution.output,
    };
  }
}

/** Mistral shows times as `2026-01-31 12:00:00`, in UTC. */
function shownTime(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ');
}
