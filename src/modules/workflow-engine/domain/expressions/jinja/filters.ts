import { MISTRAL_SIGNATURES, prettyJson } from '../mistral-functions.js';
import { truthy } from '../python/equality.js';
import { typeError } from '../python/errors.js';
import { PyValue } from '../python/values.js';
import { Bound } from './arguments.js';
import { Arguments, JinjaRuntime } from './runtime.js';
import { Filter } from './filters/filter.js';
import { NUMBER_FILTERS } from './filters/numbers.js';
import { SELECTION_FILTERS } from './filters/selection.js';
import { SEQUENCE_FILTERS } from './filters/sequences.js';
import { TEXT_FILTERS } from './filters/texts.js';
import { callMistral } from './globals.js';
import { defined, Undefined } from './values.js';

const FILTERS: ReadonlyMap<string, Filter> = new Map(
  [...TEXT_FILTERS, ...NUMBER_FILTERS, ...SEQUENCE_FILTERS, ...SELECTION_FILTERS].map((filter) => [
    filter.name,
    filter,
  ]),
);

/**
 * `value | name(args)`. Mistral registers its functions as filters as they are, so that the filtered value takes the
 * place of the context: `json_pp` shows it, the others ignore it.
 */
export function applyFilter(evaluator: JinjaRuntime, name: string, value: PyValue, args: Arguments): PyValue {
  if (name === 'default' || name === 'd') return withDefault(value, args);
  if (name === 'items' && value instanceof Undefined) return [];
  const filter = FILTERS.get(name);
  if (filter !== undefined) {
    const bound = filter.signature === undefined ? undefined : new Bound(name, filter.signature, args);
    return filter.apply(
      defined(value),
      bound ?? new Bound(name, '', { positional: [], named: new Map() }),
      evaluator,
      args,
    );
  }
  if (Object.hasOwn(MISTRAL_SIGNATURES, name)) {
    if (name === 'json_pp' && args.positional.length === 0)
      return prettyJson(defined(value), evaluator.budget);
    return callMistral(name, args, evaluator);
  }
  throw typeError(`No filter named '${name}'.`);
}

function withDefault(value: PyValue, args: Arguments): PyValue {
  const bound = new Bound('default', 'default_value boolean', args);
  const fallback = bound.getOr('default_value', '');
  if (value instanceof Undefined) return fallback;
  return bound.flag('boolean') && !truthy(value) ? fallback : value;
}
