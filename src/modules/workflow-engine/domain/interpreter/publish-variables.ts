import { isJsonObject, JsonObject } from '../../../../shared/domain/json.js';
import { Publish, Task } from '../language/index.js';
import { evaluateForTask, mergeDeep, publishGlobally } from './data-flow.js';
import { Interpretation } from './interpretation.js';
import { TaskExecution } from './run-state.js';

/** Publishes what the task says for the state it ended in. */
export function publishVariables(run: Interpretation, task: TaskExecution): void {
  const publish = publishOf(run.specOf(task), task.state);
  if (!publish) return;
  const published = evaluated(run, task, publish.branch);
  run.keep(published, 'published');
  task.published = published;
  const global = evaluated(run, task, publish.global);
  run.keep(global, 'published_global');
  const execution = run.execution(task.executionId);
  if (isNoticed(execution.context, global)) publishGlobally(execution, global);
}

/** Mistral does not notice, and so does not keep, what changes nothing but the inside of mappings that are there. */
function isNoticed(context: JsonObject, global: JsonObject): boolean {
  return Object.entries(global).some(([key, value]) => !isJsonObject(value) || !isJsonObject(context[key]));
}

function evaluated(run: Interpretation, task: TaskExecution, variables: JsonObject | undefined): JsonObject {
  return variables ? (evaluateForTask(run, task, variables) as JsonObject) : {};
}

/**
 * The clauses that apply, merged: what stands in `publish` wins over on-complete's, and both over that of
 * on-success or on-error. As in Mistral, a scope that the last clause lacks is not taken over from the others.
 */
function publishOf(spec: Task, state: string): Publish | undefined {
  if (state !== 'SUCCESS' && state !== 'ERROR') return undefined;
  const short = state === 'SUCCESS' ? spec.publish : spec.publishOnError;
  const own: Publish | undefined = short && { branch: short };
  const general = own ? merged(own, spec.onComplete?.publish) : spec.onComplete?.publish;
  const special = (state === 'SUCCESS' ? spec.onSuccess : spec.onError)?.publish;
  return special ? merged(special, general) : general;
}

function merged(into: Publish, from: Publish | undefined): Publish {
  const scope = (a?: JsonObject, b?: JsonObject): JsonObject | undefined => (a && b ? mergeDeep(a, b) : a);
  return { branch: scope(into.branch, from?.branch), global: scope(into.global, from?.global) };
}
