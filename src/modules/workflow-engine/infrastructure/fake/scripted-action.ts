import { Clock } from '../../../../shared/domain/clock.js';
import { isJsonObject, JsonObject } from '../../../../shared/domain/json.js';
import { ActionOutcome } from '../../domain/interpreter/index.js';
import { Parameter } from '../../domain/language/index.js';
import { ActionContext, ActionPlugin } from '../actions/action-plugin.js';
import { wait } from '../actions/wait.js';
import { RecordedCall, Script, ScriptedResult } from './script.js';

/** What a std.http that reached nobody answers. */
const HTTP_ANSWER: JsonObject = {
  content: {},
  status: 200,
  headers: {},
  url: '',
  history: [],
  encoding: null,
  reason: 'OK',
  cookies: {},
  elapsed: 0,
};

/** Actions that reach nobody: they run as they are where nothing else is said. */
const STAYS_HERE: ReadonlySet<string> = new Set([
  'std.noop',
  'std.echo',
  'std.fail',
  'std.sleep',
  'std.test_dict',
  'std.js',
  'std.javascript',
]);

/**
 * An action that does what it is told: by the test, else by the workbook (`__fake` among the workflow's `vars` or in
 * the environment: results by task or action name), else what is harmless. It never leaves the process.
 */
export class ScriptedAction implements ActionPlugin {
  readonly name: string;
  readonly className: string;
  readonly parameters: readonly Parameter[];
  readonly asynchronous: boolean;

  constructor(
    private readonly real: ActionPlugin,
    private readonly script: Script,
    private readonly calls: RecordedCall[],
    private readonly clock: Clock,
  ) {
    this.name = real.name;
    this.className = real.className;
    this.parameters = real.parameters;
    this.asynchronous = real.asynchronous ?? false;
  }

  refuse(input: JsonObject): string | undefined {
    return this.real.refuse?.(input);
  }

  async run(input: JsonObject, context: ActionContext): Promise<ActionOutcome | undefined> {
    const scripted = this.script.next(...namesOf(context)) ?? byWorkbook(context);
    this.calls.push({
      task: context.taskName,
      action: context.actionName,
      input: context.actionInput,
      baseInput: input,
      actionExecutionId: context.actionExecutionId,
      at: this.clock.now(),
      foreseen: scripted !== undefined || STAYS_HERE.has(this.name),
    });
    if (!scripted) return this.unscripted(input, context);
    await wait(this.clock, (scripted.delay ?? 0) * 1000, context.signal);
    const { state = 'SUCCESS', output = {} } = scripted;
    return state === 'RUNNING' ? undefined : { state, output };
  }

  private async unscripted(input: JsonObject, context: ActionContext): Promise<ActionOutcome | undefined> {
    if (STAYS_HERE.has(this.name)) return this.real.run(input, context);
    if (this.asynchronous) return { state: 'SUCCESS', output: {} };
    return { state: 'SUCCESS', output: this.name === 'std.http' ? HTTP_ANSWER : null };
  }
}

/** The task, the action with and without its workbook. */
function namesOf({ taskName, actionName }: ActionContext): string[] {
  return [taskName, actionName, actionName.slice(actionName.lastIndexOf('.') + 1)];
}

function byWorkbook(context: ActionContext): ScriptedResult | undefined {
  for (const { __fake: fake } of [context.variables, context.environment]) {
    if (!isJsonObject(fake)) continue;
    const found = namesOf(context)
      .map((name) => fake[name])
      .find((each) => each !== undefined);
    if (isJsonObject(found)) return scriptedResult(found);
  }
  return undefined;
}

function scriptedResult({ state, output, delay }: JsonObject): ScriptedResult {
  const known = state === 'ERROR' || state === 'RUNNING' ? state : 'SUCCESS';
  return { state: known, output: output ?? {}, delay: typeof delay === 'number' ? delay : 0 };
}
