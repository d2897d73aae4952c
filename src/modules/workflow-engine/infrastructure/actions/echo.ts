import { Clock } from '../../../../shared/domain/clock.js';
import type { JsonObject } from '../../../../shared/domain/json.js';
import { ActionOutcome } from '../../domain/interpreter/index.js';
import { ActionContext, ActionPlugin, optional, required } from './action-plugin.js';
import { wait } from './wait.js';

/** `std.echo`: gives `output` back, after `delay` seconds. */
export class EchoAction implements ActionPlugin {
  readonly name = 'std.echo';
  readonly className = 'mistral.actions.std_actions.EchoAction';
  readonly parameters = [required('output'), optional('delay')];

  constructor(private readonly clock: Clock) {}

  compute(input: JsonObject): ActionOutcome | undefined {
    return delayOf(input) > 0 ? undefined : { state: 'SUCCESS', output: input.output ?? null };
  }

  async run(input: JsonObject, { signal }: ActionContext): Promise<ActionOutcome> {
    await wait(this.clock, delayOf(input), signal);
    return { state: 'SUCCESS', output: input.output ?? null };
  }
}

function delayOf({ delay }: JsonObject): number {
  const seconds = Number(delay ?? 0);
  return seconds > 0 ? seconds * 1000 : 0;
}
