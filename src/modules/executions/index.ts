export { ActionLog, initiativeOf } from './application/action-log.js';
export { ApprovalRights } from './application/approval-rights.js';
export { ConcurrencySlots } from './application/concurrency-slots.js';
export { ExecutionChanges } from './application/execution-changes.js';
export { ExecutionRemains } from './application/execution-remains.js';
export { FindExecution } from './application/find-execution.js';
export { ForeseePlacement, type Placement } from './application/foresee-placement.js';
export { HeldExecutions } from './application/held-executions.js';
export { ListTasks } from './application/list-tasks.js';
export { PipelineExecutions } from './application/pipeline-executions.js';
export { Reruns } from './application/reruns.js';
export { type AskForWaits, TaskWaits } from './application/task-waits.js';
export { TaskApprovals } from './application/task-approvals.js';
export { ShowStages, type StagedTask } from './application/show-stages.js';
export { StartExecution, type StartRequest } from './application/start-execution.js';
export {
  CONCURRENCY_POLICIES,
  type ConcurrencyPolicy,
  nameOfGroup,
  ownGroup,
  type RunConcurrency,
} from './domain/concurrency.js';
export { type Execution, type ExecutionState, type ExecutionTrigger, isFinal } from './domain/execution.js';
export { type ExecutionContext, ExecutionContexts, type SourceHead } from './domain/execution-contexts.js';
export type { TaskApproval } from './domain/task-approval.js';
export { Executions } from './domain/executions.js';
export { ExpiredExecutions } from './domain/expired-executions.js';
export { type RecentRun, RecentRuns } from './domain/recent-runs.js';
export { workflowInputs } from './domain/workflow-inputs.js';
export { StationCredentials } from './domain/station-credential.js';
export { ExecutionsModule } from './executions.module.js';
export { presentTask, TaskResponse } from './http/task.presenter.js';
export { ExecutionResponse, presentExecution } from './http/execution.presenter.js';
