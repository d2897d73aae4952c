import { z } from 'zod';
import { DomainError } from '../../../../shared/domain/domain-error.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../../shared/domain/json.js';
import { explanationOf } from '../../../../shared/openstack/explanation.js';
import { EngineExecution } from '../../domain/workflow-engine.js';

/** Mistral's times are UTC, to the second, and do not say so: `2026-11-22 15:24:30`. */
const time = z.string().transform((text) => new Date(`${text.replace(' ', 'T').replace(/Z$/, '')}Z`));
const optionalTime = time.nullish().transform((found) => found ?? null);
const optionalText = z
  .string()
  .nullish()
  .transform((found) => found ?? null);

/** JSON in a string, as input, output and published are; in some answers the thing itself. */
const jsonObject = z.unknown().transform((value): JsonObject => {
  const found = typeof value === 'string' ? jsonOf(value) : value;
  return isJsonObject(found) ? found : {};
});

const executionState = z.enum(['IDLE', 'RUNNING', 'PAUSED', 'SUCCESS', 'ERROR', 'CANCELLED']);
const taskState = z.enum([
  'IDLE',
  'WAITING',
  'RUNNING',
  'DELAYED',
  'PAUSED',
  'SUCCESS',
  'ERROR',
  'CANCELLED',
  'SKIPPED',
]);

export const pageSchema = z
  .object({ next: z.string().nullish() })
  .catchall(z.unknown())
  .transform(({ next, ...rest }) => ({
    items: z.array(z.looseObject({ id: z.string() })).parse(Object.values(rest).find(Array.isArray) ?? []),
    more: typeof next === 'string' && next !== '',
  }));

export const workbookSchema = z.object({
  name: z.string(),
  /** Empty but for what was put there for one run alone. */
  namespace: z.string().default(''),
  definition: z.string(),
  project_id: optionalText,
  created_at: time,
  updated_at: optionalTime,
});

export const verdictSchema = z.object({ valid: z.boolean(), error: optionalText });

export const executionSchema = z.object({
  id: z.string(),
  workflow_name: z.string(),
  project_id: optionalText,
  root_execution_id: optionalText,
  state: executionState,
  state_info: optionalText,
  input: jsonObject,
  output: jsonObject,
  created_at: time,
  updated_at: optionalTime,
});

/** The fields of `taskSchema`, for listings: without them Mistral reads and sends much more. */
export const TASK_FIELDS = [
  'id',
  'name',
  'type',
  'workflow_name',
  'workflow_execution_id',
  'state',
  'state_info',
  'published',
  'runtime_context',
  'created_at',
  'started_at',
  'finished_at',
].join();

const runtimeContext = jsonObject.transform(({ triggered_by: triggers }) =>
  (Array.isArray(triggers) ? triggers : []).flatMap((trigger) =>
    isJsonObject(trigger) && typeof trigger.task_id === 'string' ? [trigger.task_id] : [],
  ),
);

export const taskSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    type: z.enum(['ACTION', 'WORKFLOW']).catch('ACTION'),
    workflow_name: z.string(),
    workflow_execution_id: z.string(),
    state: taskState,
    state_info: optionalText,
    published: jsonObject,
    runtime_context: runtimeContext,
    created_at: time,
    started_at: optionalTime,
    finished_at: optionalTime,
  })
  .transform(({ runtime_context: triggeredBy, ...task }) => ({ ...task, triggeredBy }));

export type MistralTask = z.infer<typeof taskSchema>;

/** A task's result is in the task itself only, not in listings. */
export const taskResultSchema = z.object({
  result: z
    .string()
    .nullish()
    .transform((text): JsonValue => (typeof text === 'string' ? jsonOf(text) : null)),
});

export const actionExecutionSchema = z.object({ state: z.string() });

/** An action execution with what it was given: of an ad-hoc action, what that is given, before it rewrites it. */
export const actionInputSchema = z.object({
  name: z.string(),
  task_execution_id: z.string(),
  input: jsonObject,
  created_at: time,
});

/** An action: one of Mistral's own, or an ad-hoc one, with its DSL. */
export const actionSchema = z.object({ is_system: z.boolean(), definition: optionalText });

export const environmentSchema = z.object({
  project_id: optionalText,
  workflow_namespace: z.string().nullish(),
  params: jsonObject.transform(({ env }): JsonObject => (isJsonObject(env) ? env : {})),
});

export const reportEntrySchema = z.object({
  id: z.string(),
  state: z.string(),
  state_info: optionalText,
  created_at: time,
  updated_at: optionalTime,
});

export const actionEntrySchema = reportEntrySchema.extend({ accepted: z.boolean().nullish() });

/** A task as a listing tells it. */
export const taskEntrySchema = reportEntrySchema.extend({ name: z.string(), type: optionalText });

/** One execution with its tasks, their action executions and their sub-workflows, down to the last. */
export interface ReportedExecution extends z.infer<typeof reportEntrySchema> {
  readonly task_executions: ReportedTask[];
}

export interface ReportedTask extends z.infer<typeof reportEntrySchema> {
  readonly name: string;
  readonly action_executions: z.infer<typeof actionEntrySchema>[];
  readonly workflow_executions: ReportedExecution[];
}

const reportedExecution: z.ZodType<ReportedExecution> = reportEntrySchema.extend({
  task_executions: z.lazy(() => z.array(reportedTask)).default([]),
});

const reportedTask: z.ZodType<ReportedTask> = reportEntrySchema.extend({
  name: z.string(),
  action_executions: z.array(actionEntrySchema).default([]),
  workflow_executions: z.lazy(() => z.array(reportedExecution)).default([]),
});

export const reportSchema = z.object({ root_workflow_execution: reportedExecution });

export const versionsSchema = z.object({
  versions: z.array(z.object({ id: z.string(), status: z.string().nullish() })).min(1),
});

/** Throws `unavailable` (`engine.unavailable`) for an answer that Mistral does not give: a proxy's page, say. */
export function readAnswer<T>(schema: z.ZodType<T>, data: unknown): T {
  const read = schema.safeParse(typeof data === 'string' ? jsonOf(data) : data);
  if (read.success) return read.data;
  const where = read.error.issues[0]?.path.join('.') ?? '';
  const detail = `What answers in Mistral's place is not Mistral${where && ` (${where})`}.`;
  throw new DomainError('unavailable', 'engine.unavailable', detail, { retryAfter: 30, cause: read.error });
}

/** What Mistral says of a refusal. */
export function faultOf(data: unknown): string {
  return explanationOf(typeof data === 'string' ? (jsonOf(data) ?? data) : data);
}

/** Whose an execution is: its project, and for a sub-workflow's the execution that the user started. */
export function ownerOf(data: unknown): {
  readonly projectId: string | null;
  readonly rootId: string | null;
} {
  const read = readAnswer(executionSchema, data);
  return { projectId: read.project_id, rootId: read.root_execution_id };
}

export function toExecution(data: unknown): EngineExecution {
  const read = readAnswer(executionSchema, data);
  return {
    id: read.id,
    workflowName: read.workflow_name,
    state: read.state,
    stateInfo: read.state_info,
    input: read.input,
    output: read.output,
    createdAt: read.created_at,
    updatedAt: read.updated_at ?? read.created_at,
  };
}

function jsonOf(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}
