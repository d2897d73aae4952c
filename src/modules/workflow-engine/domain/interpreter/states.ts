import { EngineTaskState } from '../workflow-engine.js';

/** States of executions, tasks and actions alike. */
export type State = Exclude<EngineTaskState, 'SKIPPED'>;

/** Which state may follow which (mistral/workflow/states.py). */
const TRANSITIONS: Readonly<Record<State, readonly State[]>> = {
  IDLE: ['RUNNING', 'ERROR', 'CANCELLED'],
  WAITING: ['RUNNING', 'ERROR', 'CANCELLED'],
  RUNNING: ['PAUSED', 'DELAYED', 'SUCCESS', 'ERROR', 'CANCELLED'],
  DELAYED: ['RUNNING', 'ERROR', 'CANCELLED'],
  PAUSED: ['RUNNING', 'ERROR', 'CANCELLED'],
  SUCCESS: [],
  ERROR: ['RUNNING'],
  CANCELLED: ['RUNNING'],
};

const COMPLETED: ReadonlySet<State> = new Set(['SUCCESS', 'ERROR', 'CANCELLED']);

export function isCompleted(state: State): boolean {
  return COMPLETED.has(state);
}

export function mayFollow(from: State, to: State): boolean {
  return from === to || TRANSITIONS[from].includes(to);
}
