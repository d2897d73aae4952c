import { ExpressionContext } from '../expression-context.js';
import { mistralFunction, MISTRAL_SIGNATURES } from '../mistral-functions.js';
import { Budget } from '../python/budget.js';
import { PyDict } from '../python/dict.js';
import { PythonError, typeError } from '../python/errors.js';
import { fromJson } from '../python/json-values.js';
import { iterate } from '../python/operations.js';
import { repr, str } from '../python/text.js';
import { PyValue, tuple } from '../python/values.js';
import { Bound } from './arguments.js';
import { Arguments, JinjaRuntime } from './runtime.js';
import { JinjaScope } from './scope.js';
import { Callable, defined, NamedArguments, Namespace, PyRecord } from './values.js';

/**
 * Calls one of Mistral's functions. In Jinja2 `task()` reads the current task from the data, where there is none
 * outside of a task: there it fails, with a name as well as without.
 */
export function callMistral(name: string, args: Arguments, { context, budget }: JinjaRuntime): PyValue {
  const parameters = MISTRAL_SIGNATURES[name] ?? [];
  const signature = parameters
    .map((one) => (one.fallback === undefined ? `${one.name}!` : one.name))
    .join(' ');
  const bound = new Bound(`${name}_`, signature, args);
  if (name === 'task' && context.workflow.task() === null)
    throw new PythonError('KeyError', "'__task_execution'");
  const values = parameters.map((one) => bound.getOr(one.name, one.fallback ?? null));
  return mistralFunction(name, values, context, budget);
}

const RANGE_LIMIT = 100_000n;

function range(args: readonly PyValue[]): PyValue {
  const bounds = args.map((value) => {
    if (typeof value === 'bigint') return value;
    throw typeError('range() takes integers');
  });
  const [first, second, step = 1n] = bounds;
  if (first === undefined) throw typeError('range expected at least 1 argument, got 0');
  const [start, stop] = second === undefined ? [0n, first] : [first, second];
  if (step === 0n) throw new PythonError('ValueError', 'range() arg 3 must not be zero');
  const items: PyValue[] = [];
  for (let value = start; step > 0n ? value < stop : value > stop; value += step) {
    if (items.length >= RANGE_LIMIT) {
      throw new PythonError(
        'OverflowError',
        `Range too big. The sandbox blocks ranges larger than MAX_RANGE (${RANGE_LIMIT}).`,
      );
    }
    items.push(value);
  }
  return items;
}

function dict([pairs]: readonly PyValue[], named: NamedArguments): PyDict {
  const entries: [PyValue, PyValue][] = [];
  if (pairs instanceof PyDict) entries.push(...pairs.items());
  else if (pairs !== undefined) {
    for (const pair of iterate(defined(pairs))) {
      const [key = null, value = null] = iterate(pair);
      entries.push([key, value]);
    }
  }
  return PyDict.of([...entries, ...named]);
}

function namespace([initial]: readonly PyValue[], named: NamedArguments, budget: Budget): Namespace {
  const entries =
    initial instanceof PyDict
      ? [...initial.items()].map(([key, value]) => [str(key, budget), value] as const)
      : [];
  return new Namespace(new Map([...entries, ...named]), (value) => repr(value, budget));
}

function joiner([separator = ', ']: readonly PyValue[]): PyValue {
  let used = false;
  return new Callable('joiner', () => {
    const text = used ? separator : '';
    used = true;
    return text;
  });
}

/** Answers its items in turn. */
function cycler(items: readonly PyValue[]): PyValue {
  if (items.length === 0) throw new PythonError('RuntimeError', 'at least one item has to be provided');
  const members = new Map<string, PyValue>([['items', tuple(items)]]);
  const moveTo = (position: number): PyValue => {
    members.set('pos', BigInt(position));
    members.set('current', items[position] ?? null);
    return null;
  };
  const next = (): PyValue => {
    const current = members.get('current') ?? null;
    moveTo((Number(members.get('pos')) + 1) % items.length);
    return current;
  };
  moveTo(0);
  members.set('next', new Callable('next', next));
  members.set('reset', new Callable('reset', () => moveTo(0)));
  return new PyRecord('Cycler', members);
}

const GLOBALS: readonly Callable[] = [
  new Callable('range', range),
  new Callable('dict', dict),
  new Callable('joiner', joiner),
  new Callable('cycler', cycler),
];

/** Members of the data that stand beside it as well. */
const SHOWN = ['__env', '__execution', '__task_execution'];

/** What every template sees: `_`, Mistral's functions, `range` and the few other globals of Jinja2. */
export function globalScope(context: ExpressionContext, evaluator: JinjaRuntime): JinjaScope {
  const scope = new JinjaScope();
  for (const callable of GLOBALS) scope.set(callable.name, callable);
  scope.set(
    'namespace',
    new Callable('namespace', (args, named) => namespace(args, named, evaluator.budget)),
  );
  for (const name of Object.keys(MISTRAL_SIGNATURES)) {
    scope.set(
      name,
      new Callable(name, (positional, named) => callMistral(name, { positional, named }, evaluator)),
    );
  }
  for (const name of SHOWN) scope.set(name, fromJson(context.data[name] ?? null, 'plain'));
  scope.set('_', fromJson(context.data, 'plain'));
  return scope.child();
}
