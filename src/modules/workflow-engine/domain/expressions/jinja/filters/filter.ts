import { PyValue } from '../../python/values.js';
import { Bound } from '../arguments.js';
import { Arguments, JinjaRuntime } from '../runtime.js';

export interface Filter {
  readonly name: string;
  /** The parameters behind the value; undefined where the filter reads its arguments itself. */
  readonly signature: string | undefined;
  readonly apply: (value: PyValue, args: Bound, evaluator: JinjaRuntime, raw: Arguments) => PyValue;
}

export function filter(
  names: string,
  signature: string | undefined,
  apply: Filter['apply'],
): readonly Filter[] {
  return names.split(' ').map((name) => ({ name, signature, apply }));
}
