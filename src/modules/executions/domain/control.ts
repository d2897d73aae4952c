import { DomainError } from '../../../shared/domain/domain-error.js';
import { ExecutionState } from './execution.js';

/** What can be asked of an execution: `restart` runs it again as a new one, `retry` goes on from where it failed. */
export type Control = 'pause' | 'resume' | 'cancel' | 'restart' | 'retry';

type Verdict = 'perform' | 'nothing' | 'refuse';

/** By state, in which what is asked for changes something, is so already, or cannot be. */
const VERDICTS: Readonly<Record<ExecutionState, Partial<Record<Control, Exclude<Verdict, 'refuse'>>>>> = {
  IDLE: { cancel: 'perform' },
  RUNNING: { pause: 'perform', resume: 'nothing', cancel: 'perform' },
  PAUSED: { pause: 'nothing', resume: 'perform', cancel: 'perform' },
  SUCCESS: { restart: 'perform' },
  ERROR: { restart: 'perform', retry: 'perform' },
  CANCELLED: { cancel: 'nothing', restart: 'perform' },
};

const ASKED: Readonly<Record<Control, string>> = {
  pause: 'be paused',
  resume: 'be resumed',
  cancel: 'be cancelled',
  restart: 'be run again',
  retry: 'be run again from where it failed',
};

const OFFERED: Readonly<Record<Control, string>> = {
  pause: 'pause it',
  resume: 'resume it',
  cancel: 'cancel it',
  restart: 'run it again from the start',
  retry: 'run it again from where it failed',
};

/**
 * Whether what is asked changes anything. Throws `conflict` (`execution.wrong_state`, of what has ended `execution.ended`)
 * with the state and what can be done instead.
 */
export function judgeControl(control: Control, state: ExecutionState): 'perform' | 'nothing' {
  const verdict = VERDICTS[state][control];
  if (verdict) return verdict;
  const offers = controlsOf(state).map((other) => OFFERED[other]);
  const ended = ['SUCCESS', 'ERROR', 'CANCELLED'].includes(state);
  const present = ended ? `has ended already, in ${state}` : `is ${state}`;
  const detail = `The execution ${present}, and cannot ${ASKED[control]}; you can ${offers.join(' or ')}.`;
  throw new DomainError('conflict', ended ? 'execution.ended' : 'execution.wrong_state', detail);
}

/** What changes something in this state. */
export function controlsOf(state: ExecutionState): Control[] {
  return Object.entries(VERDICTS[state]).flatMap(([control, verdict]) =>
    verdict === 'perform' ? [control as Control] : [],
  );
}
