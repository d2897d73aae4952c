import type { JsonValue } from '../../../../shared/domain/json.js';
import { EngineScope, EngineTask, FINAL_ENGINE_STATES } from '../../domain/workflow-engine.js';
import { MistralTask, readAnswer, TASK_FIELDS, taskResultSchema, taskSchema } from './mistral-answers.js';
import { MistralApi } from './mistral-api.js';
import { executionsOf, readReport, TaskInReport, tasksOf } from './mistral-report.js';
import { inOrderOfCreation } from './task-order.js';
import { TaskResults } from './task-results.js';

/**
 * The tasks of an execution and of its sub-workflows. However many there are, a listing costs one request for the tree
 * (which tells the action executions apart), one for the tasks of each workflow, and one for the result of each task that
 * has ended since the last time: a listing of Mistral's holds no results.
 */
export class MistralTasks {
  private readonly results: TaskResults;

  constructor(private readonly api: MistralApi) {
    this.results = new TaskResults((scope, taskId) => this.resultOf(scope, taskId));
  }

  async list(scope: EngineScope, executionId: string): Promise<EngineTask[]> {
    const root = await readReport(this.api, scope, executionId);
    const reported = new Map(tasksOf(root).map((entry) => [entry.task.id, entry]));
    const workflows = executionsOf(root).filter(({ task_executions: tasks }) => tasks.length > 0);
    const listed = await Promise.all(workflows.map(({ id }) => this.tasksOf(scope, id)));
    // What started after the report was made is there the next time.
    const tasks = listed.flat().filter(({ id }) => reported.has(id));
    const url = await this.api.urlOf(scope.projectId, '/tasks');
    const described = inOrderOfCreation(tasks, reported).map(async (task) => {
      const entry = reported.get(task.id) as TaskInReport;
      const result = hasResult(task, entry) ? await this.results.of(scope, task, entry) : null;
      return describe(task, entry, result, `${url}/${task.id}`);
    });
    return Promise.all(described);
  }

  private async tasksOf(scope: EngineScope, executionId: string): Promise<MistralTask[]> {
    const path = `/executions/${encodeURIComponent(executionId)}/tasks`;
    const found = await this.api.list(scope, path, { fields: TASK_FIELDS });
    return found.map((item) => readAnswer(taskSchema, item));
  }

  private async resultOf(scope: EngineScope, taskId: string): Promise<JsonValue> {
    const { data } = await this.api.send(scope, { method: 'GET', path: `/tasks/${taskId}` });
    return readAnswer(taskResultSchema, data).result;
  }
}

/** Without an accepted action execution Mistral says `[]`, as it does of a task over no items. */
function hasResult({ state, type }: MistralTask, { task }: TaskInReport): boolean {
  if (state !== 'SUCCESS' && state !== 'ERROR') return false;
  return type === 'WORKFLOW' || task.action_executions.some(({ accepted }) => accepted === true);
}

function describe(
  task: MistralTask,
  { task: reported, execution, parentTaskId }: TaskInReport,
  result: JsonValue,
  url: string,
): EngineTask {
  const actions = byCreation(reported.action_executions);
  return {
    id: task.id,
    name: task.name,
    executionId: execution.id,
    parentTaskId,
    workflowName: task.workflow_name,
    type: task.type,
    ...shownState(task, execution),
    result,
    published: task.published,
    attempts: actions.length + reported.workflow_executions.length,
    actionExecutionIds: actions.map(({ id }) => id),
    url,
    createdAt: task.created_at,
    startedAt: task.started_at,
  };
}

/** Mistral leaves a task RUNNING whose execution was stopped; nobody works on it any more, so it is shown as ended. */
function shownState(
  { state, state_info: stateInfo, finished_at: finishedAt }: MistralTask,
  execution: TaskInReport['execution'],
): Pick<EngineTask, 'state' | 'stateInfo' | 'finishedAt'> {
  if (FINAL_ENGINE_STATES.has(state)) return { state, stateInfo, finishedAt };
  if (!FINAL_ENGINE_STATES.has(execution.state)) return { state, stateInfo, finishedAt: null };
  return {
    state: 'CANCELLED',
    stateInfo: stateInfo ?? `Ended with its execution (${execution.state}).`,
    finishedAt: execution.updated_at ?? execution.created_at,
  };
}

function byCreation<T extends { readonly created_at: Date }>(entries: readonly T[]): T[] {
  return [...entries].sort((a, b) => a.created_at.getTime() - b.created_at.getTime());
}
