import { ActionOutcome } from '../../domain/interpreter/index.js';
import { ActionPlugin } from './action-plugin.js';

/** `std.noop`: does nothing. */
export class NoOpAction implements ActionPlugin {
  readonly name = 'std.noop';
  readonly className = 'mistral.actions.std_actions.NoOpAction';
  readonly parameters = [];

  compute(): ActionOutcome {
    return { state: 'SUCCESS', output: null };
  }

  async run(): Promise<ActionOutcome> {
    return this.compute();
  }
}
