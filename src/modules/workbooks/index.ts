export { EnsureWorkbook, type ForeseenWorkbook } from './application/ensure-workbook.js';
export { FindWorkbook } from './application/find-workbook.js';
export { ListWorkbooks } from './application/list-workbooks.js';
export { PinnedWorkbooks } from './application/pinned-workbooks.js';
export { entryWorkflow, type Workbook } from './domain/workbook.js';
export { GraphEdge, GraphNode, presentGraph } from './http/workflow-graph.js';
export { WorkflowTaskResponse } from './http/workflow.responses.js';
export { WorkbooksModule } from './workbooks.module.js';
