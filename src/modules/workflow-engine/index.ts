export {
  DryRuns,
  type DryRunCall,
  type DryRunReport,
  type DryRunRequest,
  type ScriptedResult,
} from './domain/dry-run.js';
export {
  DslError as WorkbookError,
  describeWorkbook,
  faultPosition,
  type EdgeDescription,
  type Parameter as WorkflowInput,
  type TaskDescription,
  type WorkbookDescription,
  type WorkflowDescription,
} from './domain/language/index.js';
export {
  FINAL_ENGINE_STATES,
  WorkflowEngine,
  type ActionResult,
  type AwaitedCall,
  type EngineDescription,
  type EngineEvent,
  type EngineExecution,
  type EngineExecutionState,
  type EngineScope,
  type EngineTask,
  type EngineTaskState,
  type EngineWorkbook,
  type StartExecution,
  type WorkbookVerdict,
} from './domain/workflow-engine.js';
export { WORKFLOW_ENGINE_RECORDS } from './infrastructure/embedded/records.js';
export { FakeWorkflowEngine } from './infrastructure/fake/fake-workflow-engine.js';
export { WorkflowEngineModule } from './workflow-engine.module.js';
