import { Clock } from '../../../../shared/domain/clock.js';
import type { JsonObject } from '../../../../shared/domain/json.js';
import { ActionOutcome } from '../../domain/interpreter/index.js';
import { ActionContext, ActionPlugin, optional } from './action-plugin.js';
import { wait } from './wait.js';

/** `std.sleep`: takes `seconds` (1 by default). */
export class SleepAction implements ActionPlugin {
  readonly name = 'std.sleep';
  readonly className = 'mistral.actions.std_actions.SleepAction';
  readonly parameters = [optional('seconds')];

  constructor(private readonly clock: Clock) {}

  async run({ seconds }: JsonObject, { signal }: ActionContext): Promise<ActionOutcome> {
    await wait(this.clock, Math.max(0, Number(seconds ?? 1) || 0) * 1000, signal);
    return { state: 'SUCCESS', output: null };
  }
}
