import { describe, expect, it } from '@jest/globals';
import { Control, controlsOf, judgeControl } from './control.js';
import { ExecutionState, isFinal } from './execution.js';

const STATES: ExecutionState[] = ['IDLE', 'RUNNING', 'PAUSED', 'SUCCESS', 'ERROR', 'CANCELLED'];
const CONTROLS: Control[] = ['pause', 'resume', 'cancel', 'restart', 'retry'];

function verdict(control: Control, state: ExecutionState): string {
  try {
    return judgeControl(control, state);
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('what can be asked of an execution', () => {
  it('is decided by its state', () => {
    const wrong = 'execution.wrong_state';
    const ended = 'execution.ended';
    const table = Object.fromEntries(
      STATES.map((state) => [state, CONTROLS.map((control) => verdict(control, state))]),
    );
    expect(table).toEqual({
      IDLE: [wrong, wrong, 'perform', wrong, wrong],
      RUNNING: ['perform', 'nothing', 'perform', wrong, wrong],
      PAUSED: ['nothing', 'perform', 'perform', wrong, wrong],
      SUCCESS: [ended, ended, ended, 'perform', ended],
      ERROR: [ended, ended, ended, 'perform', 'perform'],
      CANCELLED: [ended, ended, 'nothing', 'perform', ended],
    });
  });

  it('is offered, with the state, where something else is asked', () => {
    expect(() => judgeControl('retry', 'PAUSED')).toThrow(
      'The execution is PAUSED, and cannot be run again from where it failed; you can resume it or cancel it.',
    );
    expect(() => judgeControl('resume', 'ERROR')).toThrow(
      'The execution has ended already, in ERROR, and cannot be resumed; ' +
        'you can run it again from the start or run it again from where it failed.',
    );
  });

  it('is always something, and never ends what has ended', () => {
    for (const state of STATES) {
      expect(controlsOf(state)).not.toEqual([]);
      if (isFinal(state)) expect(controlsOf(state)).not.toContain('cancel');
    }
  });
});
