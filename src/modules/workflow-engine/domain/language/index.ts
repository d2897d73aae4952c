export type { AdHocAction } from './ad-hoc-action.js';
export { describeWorkbook } from './describe-workbook.js';
export type {
  EdgeDescription,
  TaskDescription,
  WorkbookDescription,
  WorkflowDescription,
} from './describe-workbook.js';
export { DslError } from './dsl-error.js';
export { faultPosition } from './fault-position.js';
export type { Parameter } from './input.js';
export { ENGINE_COMMANDS } from './on-clause.js';
export type { OnClause, Transition } from './on-clause.js';
export type { Policies, Retry } from './policies.js';
export type { Publish } from './publish.js';
export { pythonRepr, pythonStr } from './python-repr.js';
export type { Task, WorkflowType } from './task.js';
export { parseAction, parseWorkbook } from './workbook.js';
export type { Workbook } from './workbook.js';
export { hasJoins, inboundTasks, requirementsOf, startTasks, transitionsOf } from './workflow.js';
export type { TransitionKind, Workflow } from './workflow.js';
