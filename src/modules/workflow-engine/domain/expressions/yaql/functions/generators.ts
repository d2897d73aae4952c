import { truthy } from '../../python/equality.js';
import { valueError } from '../../python/errors.js';
import { hashKey } from '../../python/hash.js';
import { Collection, isIterable } from '../../python/json-values.js';
import { PyValue } from '../../python/values.js';
import { Call, Lambda, overload, YaqlFunction } from '../function.js';

type Whole = bigint | boolean;

function* range(start: Whole, stop: Whole, step: Whole): Generator<PyValue> {
  const [from, to, by] = [BigInt(start), BigInt(stop), BigInt(step)];
  for (let value = from; by > 0n ? value < to : value > to; value += by) yield value;
}

function rangeFrom(_call: Call, start: Whole, stop: Whole, step: Whole): Generator<PyValue> {
  if (BigInt(step) === 0n) throw valueError('range() arg 3 must not be zero');
  return range(start, stop, step);
}

function* sequence(_call: Call, start: Whole, step: Whole): Generator<PyValue> {
  for (let value = BigInt(start); ; value += BigInt(step)) yield value;
}

function* repeat(_call: Call, value: PyValue, times: Whole): Generator<PyValue> {
  const wanted = Number(times) < 0 ? Infinity : Number(times);
  for (let index = 0; index < wanted; index += 1) yield value;
}

function* cycle({ budget }: Call, items: Collection): Generator<PyValue> {
  const kept: PyValue[] = [];
  for (const item of items) {
    budget.allowItems(kept.length + 1);
    kept.push(item);
    yield item;
  }
  while (kept.length > 0) yield* kept;
}

function* generate(
  _call: Call,
  initial: PyValue,
  predicate: Lambda,
  producer: Lambda,
  selector: Lambda | null,
  decycle: boolean,
): Generator<PyValue> {
  const past = new Set<string>();
  for (let value = initial; truthy(predicate(value)); value = producer(value)) {
    if (decycle && past.has(hashKey(value))) return;
    if (decycle) past.add(hashKey(value));
    yield selector === null ? value : selector(value);
  }
}

function* generateMany(
  { budget }: Call,
  initial: PyValue,
  producer: Lambda,
  selector: Lambda | null,
  decycle: boolean,
  depthFirst: boolean,
): Generator<PyValue> {
  const past = new Set<string>();
  // In the order in which they are due: those of a stack from its end, those of a queue from `next` on.
  const due: PyValue[] = [initial];
  let next = 0;
  while (due.length > next) {
    const value = (depthFirst ? due.pop() : due[next++]) ?? null;
    if (decycle && past.has(hashKey(value))) continue;
    if (decycle) past.add(hashKey(value));
    yield selector === null ? value : selector(value);
    const produced = producer(value);
    const more = isIterable(produced) ? budget.collect(produced) : [];
    budget.allowItems(due.length - next + more.length);
    for (const each of depthFirst ? more.toReversed() : more) due.push(each);
  }
}

export const GENERATORS: readonly YaqlFunction[] = [
  overload('function', 'range', 'stop:int', (_call, stop: Whole) => range(0n, stop, 1n)),
  overload('function', 'range', 'start:int, stop:int, step:int=1', rangeFrom),
  overload('function', 'sequence', 'start:int=0, step:int=1', sequence),
  overload('method', 'repeat', 'value:object?, times:int=-1', repeat),
  overload('method', 'cycle', 'collection:Iterable', cycle),
  overload(
    'function',
    'generate',
    'initial:object?, predicate:Lambda, producer:Lambda, selector:Lambda=null, decycle:bool=false',
    generate,
  ),
  overload(
    'function',
    'generateMany',
    'initial:object?, producer:Lambda, selector:Lambda=null, decycle:bool=false, depthFirst:bool=false',
    generateMany,
  ),
];
