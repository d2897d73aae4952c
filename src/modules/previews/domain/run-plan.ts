import type { JsonObject } from '../../../shared/domain/json.js';
import type { ExecutionTrigger } from '../../executions/index.js';
import type { ForeseenWorkbook } from '../../workbooks/index.js';
import type { WorkflowDescription } from '../../workflow-engine/index.js';
import type { Decision } from './decision.js';

/** What a run of a pipeline would be, were it started now. */
export interface RunPlan {
  readonly pipelineId: string;
  readonly trigger: ExecutionTrigger;
  /** In the order in which the service would come to them; nothing follows what leaves no run. */
  readonly decisions: readonly Decision[];
  /** What the engine would be given; undefined where there is no run, or it cannot be told. */
  readonly workbook: ForeseenWorkbook | undefined;
  /** What it would start with; undefined where the workbook names none. */
  readonly workflow: WorkflowDescription | undefined;
  /** What the workflow would get; undefined where they are refused. */
  readonly inputs: JsonObject | undefined;
}
