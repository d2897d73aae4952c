import { JsonObject } from '../../../../shared/domain/json.js';
import { ExpressionContext, WorkflowView } from './expression-context.js';

const NOTHING_RUNS: WorkflowView = {
  task: () => null,
  tasks: () => [],
  execution: () => null,
  executions: () => [],
  environment: () => ({}),
  globals: () => ({}),
};

/** For specs: an expression's surroundings on a fixed day, with as much of a workflow as the spec tells. */
export function contextOf(
  data: JsonObject = {},
  workflow: Partial<WorkflowView> = {},
  options: Pick<ExpressionContext, 'limits'> = {},
): ExpressionContext {
  return {
    data,
    workflow: { ...NOTHING_RUNS, ...workflow },
    now: () => new Date('2026-03-04T05:06:07.089Z'),
    ...options,
  };
}
