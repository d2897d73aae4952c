import { DomainError } from '../../../../shared/domain/domain-error.js';
import { EngineScope, FINAL_ENGINE_STATES } from '../../domain/workflow-engine.js';
import {
  actionEntrySchema,
  readAnswer,
  reportEntrySchema,
  ReportedExecution,
  ReportedTask,
  reportSchema,
  taskEntrySchema,
} from './mistral-answers.js';
import { MistralApi } from './mistral-api.js';

/** One task of a report, the execution it belongs to, and the task that runs that; null in the root. */
export interface TaskInReport {
  readonly task: ReportedTask;
  readonly execution: ReportedExecution;
  readonly parentTaskId: string | null;
}

/**
 * The whole tree of an execution: its tasks, their action executions, their sub-workflows, and so on. In one request, but
 * for one thing: Mistral 15 fails to report (500, "'retry_no'") once a task with a retry policy has ended. Then it is put
 * together from listings.
 */
export async function readReport(
  api: MistralApi,
  scope: EngineScope,
  executionId: string,
): Promise<ReportedExecution> {
  const answer = await api.send(scope, {
    method: 'GET',
    path: `/executions/${encodeURIComponent(executionId)}/report`,
    acceptedStatuses: [404, 500],
  });
  if (answer.status === 404) throw executionNotFound(executionId);
  if (answer.status === 500) return new Listings(api, scope).execution(executionId);
  return readAnswer(reportSchema, answer.data).root_workflow_execution;
}

class Listings {
  constructor(
    private readonly api: MistralApi,
    private readonly scope: EngineScope,
  ) {}

  async execution(id: string): Promise<ReportedExecution> {
    const path = `/executions/${encodeURIComponent(id)}`;
    const { data, status } = await this.api.send(this.scope, {
      method: 'GET',
      path,
      acceptedStatuses: [404],
    });
    if (status === 404) throw executionNotFound(id);
    const tasks = await this.list(`${path}/tasks`, 'id,name,type,state,state_info,created_at,updated_at');
    const execution = readAnswer(reportEntrySchema, data);
    return { ...execution, task_executions: await Promise.all(tasks.map((task) => this.task(task))) };
  }

  private async task(found: unknown): Promise<ReportedTask> {
    const { type, ...task } = readAnswer(taskEntrySchema, found);
    const path = `/tasks/${encodeURIComponent(task.id)}`;
    const below = type === 'WORKFLOW' ? await this.list(`${path}/workflow_executions`, 'id') : [];
    const actions =
      type === 'WORKFLOW'
        ? []
        : await this.list(`${path}/action_executions`, 'id,state,state_info,accepted,created_at,updated_at');
    return {
      ...task,
      action_executions: actions.map((action) => readAnswer(actionEntrySchema, action)),
      workflow_executions: await Promise.all(below.map(({ id }) => this.execution(id))),
    };
  }

  private list(path: string, fields: string): Promise<readonly { readonly id: string }[]> {
    return this.api.list(this.scope, path, { fields });
  }
}

export function executionsOf(root: ReportedExecution): ReportedExecution[] {
  const below = root.task_executions.flatMap((task) => task.workflow_executions.flatMap(executionsOf));
  return [root, ...below];
}

export function tasksOf(root: ReportedExecution): TaskInReport[] {
  const executions = executionsOf(root);
  const parents = new Map(executions.flatMap(startersIn));
  return executions.flatMap((execution) =>
    execution.task_executions.map((task) => ({
      task,
      execution,
      parentTaskId: parents.get(execution.id) ?? null,
    })),
  );
}

/** The executions that an execution's tasks run, each with its task. */
function startersIn({ task_executions: tasks }: ReportedExecution): [execution: string, task: string][] {
  return tasks.flatMap((task) => task.workflow_executions.map(({ id }): [string, string] => [id, task.id]));
}

/** Ids of the action executions that an execution waits for; Mistral leaves those of ended tasks RUNNING. */
export function runningActionsOf(root: ReportedExecution): string[] {
  if (FINAL_ENGINE_STATES.has(root.state)) return [];
  return tasksOf(root)
    .filter((one) => ![one.task.state, one.execution.state].some((state) => FINAL_ENGINE_STATES.has(state)))
    .flatMap(({ task }) => task.action_executions)
    .filter(({ state }) => state === 'RUNNING')
    .map(({ id }) => id);
}

export function executionNotFound(executionId: string): DomainError {
  return new DomainError('not_found', 'engine.execution_not_found', `There is no execution ${executionId}.`);
}
