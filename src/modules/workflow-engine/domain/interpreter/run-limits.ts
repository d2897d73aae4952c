import type { JsonValue } from '../../../../shared/domain/json.js';
import { WorkflowError } from './workflow-error.js';

/**
 * How large a run may become; Mistral has no limits but that of a field, and is brought down by what exceeds these.
 * Characters are those of JSON.
 */
export const RUN_LIMITS = {
  /** Everything that is kept of a run: each of its parts, and all variables, inputs and results. */
  characters: 8 * 1_048_576,
  /** One input, result or set of variables: Mistral's `execution_field_size_limit_kb`. */
  fieldCharacters: 1_048_576,
  /** Lists and mappings within each other. */
  depth: 100,
  /** A state's reason; what is longer is cut off, and more of it once the run is too large. */
  reasonCharacters: 16_384,
  lateReasonCharacters: 500,
  /** Items of one with-items task. */
  items: 10_000,
  /** Sub-workflow executions of a run. */
  subWorkflows: 1_000,
  /** Sub-workflows within each other. */
  nesting: 50,
  /** What the expressions of one step of the engine may cost together. */
  stepsAtOnce: 2_000_000,
} as const;

/** What is kept of a task, action or workflow execution besides its values. */
export const PART_CHARACTERS = 600;

/** The run as a whole has become too large: it ends, whatever its workflows say. */
export class LimitExceeded extends Error {}

/** Throws `WorkflowError` where a value is larger than a field may be; answers its characters otherwise. */
export function sizeOfField(value: JsonValue, field: string): number {
  const size = sizeOf(value, 0, 0);
  if (size <= RUN_LIMITS.fieldCharacters) return size;
  const limit = RUN_LIMITS.fieldCharacters / 1024;
  throw new WorkflowError(`Field size limit exceeded [field=${field}, limit=${limit}KB]`);
}

/** The characters of a value; of one that is too large, some number above the limit. */
function sizeOf(value: JsonValue, before: number, depth: number): number {
  if (before > RUN_LIMITS.fieldCharacters) return before;
  if (typeof value === 'string') return before + value.length + 2;
  if (typeof value !== 'object' || value === null) return before + 5;
  if (depth >= RUN_LIMITS.depth) {
    throw new WorkflowError(
      `A value has more than ${RUN_LIMITS.depth} lists and mappings within each other.`,
    );
  }
  let size = before + 2;
  if (Array.isArray(value)) {
    for (const item of value) {
      size = sizeOf(item, size + 1, depth + 1);
      if (size > RUN_LIMITS.fieldCharacters) return size;
    }
    return size;
  }
  for (const key of Object.keys(value)) {
    size = sizeOf(value[key] ?? null, size + key.length + 4, depth + 1);
    if (size > RUN_LIMITS.fieldCharacters) return size;
  }
  return size;
}
