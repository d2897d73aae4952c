import { truthy } from '../../python/equality.js';
import { PyValue } from '../../python/values.js';
import { Call, Lambda, overload, YaqlFunction } from '../function.js';

type LazyPair = readonly [Lambda, Lambda];

function choose(_call: Call, ...cases: LazyPair[]): PyValue {
  const chosen = cases.find(([condition]) => truthy(condition()));
  return chosen === undefined ? null : chosen[1]();
}

function selectCase(_call: Call, ...cases: Lambda[]): bigint {
  const index = cases.findIndex((condition) => truthy(condition()));
  return BigInt(index < 0 ? cases.length : index);
}

function switchCase(_call: Call, which: bigint | boolean, ...cases: Lambda[]): PyValue {
  const index = Number(which);
  const chosen = index >= 0 && index < cases.length ? cases[index] : cases.at(-1);
  return chosen === undefined ? null : chosen();
}

function coalesce(_call: Call, ...candidates: Lambda[]): PyValue {
  for (const candidate of candidates) {
    const value = candidate();
    if (value !== null) return value;
  }
  return null;
}

export const BRANCHING: readonly YaqlFunction[] = [
  overload('function', 'switch', '*args:LazyMapping', choose, { pairs: true }),
  overload('function', 'selectCase', '*args:Lambda', selectCase),
  overload('function', 'selectAllCases', '*args:Lambda', function* (_call, ...cases: Lambda[]) {
    for (const [index, condition] of cases.entries()) if (truthy(condition())) yield BigInt(index);
  }),
  overload('function', 'examine', '*args:Lambda', function* (_call, ...cases: Lambda[]) {
    for (const condition of cases) yield truthy(condition());
  }),
  overload('method', 'switchCase', 'case:int, *args:Lambda', switchCase),
  overload('function', 'coalesce', '*args:Lambda', coalesce),
];
