import { AGGREGATES } from './functions/aggregates.js';
import { BRANCHING } from './functions/branching.js';
import { COLLECTIONS } from './functions/collections.js';
import { DATES } from './functions/dates.js';
import { GENERATORS } from './functions/generators.js';
import { GROUPING } from './functions/grouping.js';
import { MATH } from './functions/math.js';
import { MISTRAL_FUNCTIONS } from './functions/mistral.js';
import { OPERATORS } from './functions/operators.js';
import { QUERIES } from './functions/queries.js';
import { REGEXES } from './functions/regexes.js';
import { STRINGS } from './functions/strings.js';
import { FALLBACKS, SYSTEM } from './functions/system.js';
import { YaqlFunction, YaqlScope } from './function.js';
import { Scope } from './scope.js';

const STANDARD: readonly YaqlFunction[] = [
  ...SYSTEM,
  ...OPERATORS,
  ...BRANCHING,
  ...MATH,
  ...STRINGS,
  ...COLLECTIONS,
  ...QUERIES,
  ...AGGREGATES,
  ...GROUPING,
  ...GENERATORS,
  ...REGEXES,
  ...DATES,
  ...MISTRAL_FUNCTIONS,
];

function filled(scope: YaqlScope, functions: readonly YaqlFunction[]): YaqlScope {
  for (const definition of functions) scope.register(definition);
  return scope;
}

/** The scope every expression's scope is a child of: yaql's standard library, and Mistral's functions. */
export const STANDARD_SCOPE: YaqlScope = filled(filled(new Scope(), FALLBACKS).child(), STANDARD);
