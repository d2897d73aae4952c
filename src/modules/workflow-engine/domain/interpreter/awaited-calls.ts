import { isJsonObject, type JsonObject } from '../../../../shared/domain/json.js';
import { pythonStr } from '../language/index.js';
import { AwaitedCall } from '../workflow-engine.js';
import { ActionExecution, RunState } from './run-state.js';
import { isCompleted } from './states.js';

const ASYNCHRONOUS_CALL = 'std.mistral_http';

/** What a base action sends, where it is a call that is answered later; undefined where it is anything else. */
export function callOf(
  base: { readonly name: string; readonly input: JsonObject },
  identity: Pick<AwaitedCall, 'actionExecutionId' | 'taskId' | 'since'>,
): AwaitedCall | undefined {
  const { url, headers, body, json } = base.input;
  if (base.name !== ASYNCHRONOUS_CALL || typeof url !== 'string') return undefined;
  const sent = isJsonObject(headers) ? Object.entries(headers) : [];
  return {
    ...identity,
    url,
    headers: Object.fromEntries(sent.map(([name, value]) => [name, pythonStr(value)])),
    body: json ?? body ?? null,
  };
}

/** The calls that a run waits for, in order of creation. */
export function awaitedCalls(state: RunState): AwaitedCall[] {
  return Object.values(state.actions)
    .filter((action) => isAwaited(state, action))
    .flatMap(({ id, taskId, base, createdAt }) => {
      return callOf(base, { actionExecutionId: id, taskId, since: new Date(createdAt) }) ?? [];
    });
}

function isAwaited(state: RunState, action: ActionExecution): boolean {
  const task = state.tasks[action.taskId];
  const execution = task && state.executions[task.executionId];
  const above = [action, task, execution, state.executions[state.rootId]];
  return !action.superseded && above.every((one) => one !== undefined && !isCompleted(one.state));
}
