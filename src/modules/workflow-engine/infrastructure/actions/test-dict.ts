import type { JsonObject } from '../../../../shared/domain/json.js';
import { ActionOutcome } from '../../domain/interpreter/index.js';
import { ActionPlugin, optional } from './action-plugin.js';

const MOST_KEYS = 100_000;

/** `std.test_dict`: a mapping of `size` keys, `{key_prefix}{number}: val`. */
export class TestDictAction implements ActionPlugin {
  readonly name = 'std.test_dict';
  readonly className = 'mistral.actions.std_actions.DictAction';
  readonly parameters = [optional('size'), optional('key_prefix'), optional('val')];

  refuse({ size }: JsonObject): string | undefined {
    return Number(size ?? 0) > MOST_KEYS ? `size may be at most ${MOST_KEYS}` : undefined;
  }

  compute({ size, key_prefix: prefix, val }: JsonObject): ActionOutcome {
    const keys = Array.from(
      { length: Number(size ?? 0) || 0 },
      (_, index) => `${textOr(prefix, '')}${index}`,
    );
    return { state: 'SUCCESS', output: Object.fromEntries(keys.map((key) => [key, val ?? ''])) };
  }

  async run(input: JsonObject): Promise<ActionOutcome> {
    return this.compute(input);
  }
}

function textOr(value: unknown, fallback: string): string {
  return typeof value === 'string' ? value : fallback;
}
