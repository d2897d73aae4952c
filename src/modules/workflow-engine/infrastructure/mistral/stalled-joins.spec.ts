import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  execution,
  EXECUTION_ID,
  report,
  reported,
  ScriptedMistral,
} from '../../../../../test/support/scripted-mistral.js';
import { answer } from '../../../../../test/support/scripted-server.js';

describe('a join that Mistral has lost in a pause', () => {
  let mistral: ScriptedMistral;

  beforeEach(async () => {
    mistral = await ScriptedMistral.start();
  });

  afterEach(() => mistral.stop());

  const resumed = execution({ updated_at: '2026-11-22 15:25:00' });
  const waiting = (other: string): object =>
    report('RUNNING', [
      reported('join', { state: 'WAITING', action_executions: [] }),
      reported('branch', { state: other }),
    ]);
  const later = (seconds: number): void => {
    const now = mistral.clock.now().getTime();
    mistral.clock.advance(Date.parse('2026-11-22T15:25:00Z') - now + seconds * 1000);
  };

  it('ends its execution with the reason', async () => {
    later(121);
    const ended = execution({ state: 'ERROR', state_info: 'lost' });
    mistral.script(answer(200, resumed), answer(200, waiting('SUCCESS')), answer(200, ended));
    expect((await mistral.engine.getExecution(mistral.scope, EXECUTION_ID)).state).toBe('ERROR');
    expect(JSON.parse(mistral.received[2]?.body ?? '')).toMatchObject({
      state: 'ERROR',
      state_info: expect.stringContaining('has lost a join'),
    });
  });

  it.each([
    ['while another task is at work', 121, 'RUNNING'],
    ['before two minutes without any change', 119, 'SUCCESS'],
  ])('is not one %s', async (_, seconds, other) => {
    later(seconds);
    mistral.script(answer(200, resumed), answer(200, waiting(other)));
    expect((await mistral.engine.getExecution(mistral.scope, EXECUTION_ID)).state).toBe('RUNNING');
  });

  it('is looked for once in two minutes', async () => {
    later(121);
    const asked = async (): Promise<number> => {
      mistral.script(answer(200, resumed), answer(200, waiting('RUNNING')));
      await mistral.engine.getExecution(mistral.scope, EXECUTION_ID);
      return mistral.received.length;
    };
    expect([await asked(), await asked()]).toEqual([2, 1]);
    mistral.clock.advance(121_000);
    expect(await asked()).toBe(2);
  });
});
