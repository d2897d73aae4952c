import { ActionContext } from './action-plugin.js';

/** A context of an action that runs alone; `given` says what matters. */
export function contextOfAction(given: Partial<ActionContext> = {}): ActionContext {
  return {
    actionExecutionId: 'action-1',
    taskId: 'task-1',
    workflowExecutionId: 'execution-1',
    projectId: 'demo',
    workflowName: 'w.main',
    taskName: 't',
    actionName: 'std.noop',
    actionInput: {},
    variables: {},
    environment: {},
    signal: new AbortController().signal,
    ...given,
  };
}
