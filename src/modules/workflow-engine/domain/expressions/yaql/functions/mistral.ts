import { mistralFunction, MISTRAL_SIGNATURES } from '../../mistral-functions.js';
import { PyValue } from '../../python/values.js';
import { overload, YaqlFunction } from '../function.js';

/** Mistral's own functions; yaql calls their parameters by camelCase names. */
export const MISTRAL_FUNCTIONS: readonly YaqlFunction[] = Object.entries(MISTRAL_SIGNATURES).map(
  ([name, parameters]) =>
    overload(
      'function',
      name,
      parameters
        .map(({ name: parameter, fallback }) => {
          const camelCase = parameter.replace(/_(\w)/g, (_whole, letter: string) => letter.toUpperCase());
          return `${camelCase}:object?${fallback === undefined ? '' : `=${String(fallback)}`}`;
        })
        .join(', '),
      ({ context, budget }, ...args: PyValue[]) => mistralFunction(name, args, context, budget),
    ),
);
