import type { JsonObject } from '../../../../shared/domain/json.js';
import { ActionOutcome } from '../../domain/interpreter/index.js';
import { pythonStr } from '../../domain/language/index.js';
import { ActionContext, ActionPlugin, optional, raised, required } from './action-plugin.js';
import { JavaScriptIsolate } from './javascript/javascript-isolate.js';

/** `std.js` and `std.javascript`: the body of a function, run in an isolate; `$` in it is `context`. */
export class JavaScriptAction implements ActionPlugin {
  readonly className = 'mistral.actions.std_actions.JavaScriptAction';
  readonly parameters = [required('script'), optional('context')];

  constructor(
    readonly name: 'std.js' | 'std.javascript',
    private readonly isolate: JavaScriptIsolate,
  ) {}

  async run({ script, context = null }: JsonObject, action: ActionContext): Promise<ActionOutcome> {
    try {
      const text = pythonStr(script ?? '');
      const output = await this.isolate.evaluate(action.projectId, text, context, action.signal);
      return { state: 'SUCCESS', output };
    } catch (error) {
      const message = `JavaScriptAction failed: ${(error as Error).message}`;
      return raised(`<${this.className}>`, action, message);
    }
  }
}
