import { DomainError } from '../../../../shared/domain/domain-error.js';
import { EngineScope } from '../../domain/workflow-engine.js';
import { readAnswer, ReportedExecution, ReportedTask, reportSchema } from './mistral-answers.js';
import { MistralApi } from './mistral-api.js';

/** One task of a report, and the execution it belongs to. */
export interface TaskInReport {
  readonly task: ReportedTask;
  readonly execution: ReportedExecution;
}

/** The whole tree of an execution in one request: its tasks, their action executions, their sub-workflows, and so on. */
export async function readReport(
  api: MistralApi,
  scope: EngineScope,
  executionId: string,
): Promise<ReportedExecution> {
  const answer = await api.send(scope, {
    method: 'GET',
    path: `/executions/${encodeURIComponent(executionId)}/report`,
    acceptedStatuses: [404],
  });
  if (answer.status === 404) throw executionNotFound(executionId);
  return readAnswer(reportSchema, answer.data).root_workflow_execution;
}

export function executionsOf(root: ReportedExecution): ReportedExecution[] {
  const below = root.task_executions.flatMap((task) => task.workflow_executions.flatMap(executionsOf));
  return [root, ...below];
}

export function tasksOf(root: ReportedExecution): TaskInReport[] {
  return executionsOf(root).flatMap((execution) =>
    execution.task_executions.map((task) => ({ task, execution })),
  );
}

export function executionNotFound(executionId: string): DomainError {
  return new DomainError('not_found', 'engine.execution_not_found', `There is no execution ${executionId}.`);
}
