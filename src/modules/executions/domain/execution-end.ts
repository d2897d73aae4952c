import type { EngineTask } from '../../workflow-engine/index.js';
import { ExecutionAction } from './execution-actions.js';
import { ExecutionEnd, ExecutionState } from './execution.js';
import { failureOf } from './failed-tasks.js';

const PLAIN: Readonly<Partial<Record<ExecutionState, string>>> = {
  SUCCESS: 'The workflow ran to its end.',
  ERROR: 'The workflow failed, and the engine does not say why.',
  CANCELLED: 'It was cancelled in the workflow engine itself.',
};

/** The end as the engine tells it; of a failure, by which of the `tasks`, where these are known. */
export function engineEnd(
  state: ExecutionState,
  stateInfo: string | null,
  tasks: readonly EngineTask[] = [],
): ExecutionEnd {
  const failure = state === 'ERROR' ? failureOf(tasks, stateInfo) : null;
  return { by: 'engine', user: null, reason: failure ?? stateInfo ?? PLAIN[state] ?? state };
}

/** Why it stands still, where a user or the service paused it. */
export function pausedBy({ user, reason }: ExecutionAction): string {
  return `paused by ${user?.name ?? 'the service'}${reason ? `: ${reason}` : ''}`;
}

/** The end that a cancellation makes. */
export function cancelledBy({ actor, user, reason }: ExecutionAction): ExecutionEnd {
  if (user === null) return { by: actor, user, reason: reason ?? 'cancelled by the service' };
  return { by: actor, user, reason: `cancelled by ${user.name}${reason ? `: ${reason}` : ''}` };
}
