import { ActionPlugin } from './action-plugin.js';

/** `std.async_noop`: waits until somebody completes it. */
export class AsyncNoOpAction implements ActionPlugin {
  readonly name = 'std.async_noop';
  readonly className = 'mistral.actions.std_actions.AsyncNoOpAction';
  readonly parameters = [];
  readonly asynchronous = true;

  async run(): Promise<undefined> {
    return undefined;
  }
}
