import type { JsonObject } from '../../../../shared/domain/json.js';
import { ActionOutcome } from '../../domain/interpreter/index.js';
import { ActionContext, ActionPlugin, optional, raised } from './action-plugin.js';

/** `std.fail`: fails, with `error_data` as its result where it is given. */
export class FailAction implements ActionPlugin {
  readonly name = 'std.fail';
  readonly className = 'mistral.actions.std_actions.FailAction';
  readonly parameters = [optional('error_data')];

  compute({ error_data: data }: JsonObject): ActionOutcome | undefined {
    return data ? { state: 'ERROR', output: data } : undefined;
  }

  async run(input: JsonObject, context: ActionContext): Promise<ActionOutcome> {
    return this.compute(input) ?? raised('Fail action', context, 'Fail action expected exception.');
  }
}
