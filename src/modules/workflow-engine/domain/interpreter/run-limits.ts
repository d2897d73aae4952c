import type { JsonObject, JsonValue } from '../../../../shared/domain/json.js';
import { WorkflowError } from './workflow-error.js';

/**
 * How large a run may become; Mistral has no limits but that of a field, and is brought down by what exceeds these.
 * Characters are those of JSON.
 */
export const RUN_LIMITS = {
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

/** What an operator may set; the error that names one names its setting. */
export interface RunLimits {
  /** Task executions of a run (SOLUM_RUN_MAX_TASKS). */
  readonly tasks: number;
  /** Of one task execution (SOLUM_RUN_MAX_RETRIES). */
  readonly retries: number;
  /**
   * Everything that is kept of a run: each of its parts, and all variables, inputs and results
   * (SOLUM_RUN_MAX_CHARACTERS).
   */
  readonly characters: number;
  /** What all expressions of a run may cost together (SOLUM_RUN_MAX_EXPRESSION_STEPS). */
  readonly expressionSteps: number;
}

export const DEFAULT_RUN_LIMITS: RunLimits = {
  tasks: 5_000,
  retries: 2_000,
  characters: 8 * 1_048_576,
  expressionSteps: 100_000_000,
};

/** What a list or a mapping counts besides its characters: to read and hold one costs as much as so many. */
const CONTAINER_CHARACTERS = 32;

/** What is kept of a task, action or workflow execution besides its values. */
export const PART_CHARACTERS = 600;

/** The run as a whole has become too large: it ends, whatever its workflows say. */
export class LimitExceeded extends Error {}

/** What a value takes. */
interface Measure {
  characters: number;
  containers: number;
}

/**
 * Throws `WorkflowError` where a value is larger than a field may be; answers what it counts in the size of the run
 * otherwise.
 */
export function sizeOfField(value: JsonValue, field: string): number {
  const measure: Measure = { characters: 0, containers: 0 };
  add(measure, value, 0);
  const { characters, containers } = measure;
  if (characters <= RUN_LIMITS.fieldCharacters) return characters + containers * CONTAINER_CHARACTERS;
  const limit = RUN_LIMITS.fieldCharacters / 1024;
  throw new WorkflowError(`Field size limit exceeded [field=${field}, limit=${limit}KB]`);
}

/** Adds what a value takes; stops where it is too large. */
function add(measure: Measure, value: JsonValue, depth: number): void {
  if (typeof value === 'string') measure.characters += value.length + 2;
  else if (typeof value !== 'object' || value === null) measure.characters += 5;
  else addContainer(measure, value, depth);
}

function addContainer(measure: Measure, value: JsonValue[] | JsonObject, depth: number): void {
  if (depth >= RUN_LIMITS.depth) {
    throw new WorkflowError(
      `A value has more than ${RUN_LIMITS.depth} lists and mappings within each other.`,
    );
  }
  measure.characters += 2;
  measure.containers += 1;
  const keys = Array.isArray(value) ? undefined : Object.keys(value);
  const count = keys?.length ?? (value as JsonValue[]).length;
  for (let index = 0; index < count && measure.characters <= RUN_LIMITS.fieldCharacters; index += 1) {
    const key = keys?.[index];
    measure.characters += key === undefined ? 1 : key.length + 4;
    const item = key === undefined ? (value as JsonValue[])[index] : (value as JsonObject)[key];
    add(measure, item ?? null, depth + 1);
  }
}
