import { indexError, typeError, valueError } from './errors.js';
import { isTuple, PyValue, tuple, typeName } from './values.js';

type Bound = PyValue | undefined;

/** Python's `value[start:stop:step]`. */
export function slice(value: PyValue, start: Bound, stop: Bound, step: Bound): PyValue {
  if (typeof value === 'string') return pick([...value], start, stop, step).join('');
  if (!Array.isArray(value)) throw typeError(`'${typeName(value)}' object is not subscriptable`);
  const picked = pick(Array.from(value), start, stop, step);
  return isTuple(value) ? tuple(picked) : picked;
}

function pick<T>(items: readonly T[], start: Bound, stop: Bound, step: Bound): T[] {
  const by = bound(step) ?? 1;
  if (by === 0) throw valueError('slice step cannot be zero');
  const { length } = items;
  const [low, high] = by > 0 ? [0, length] : [-1, length - 1];
  const clamp = (position: number | undefined, absent: number): number => {
    if (position === undefined) return absent;
    return Math.min(high, Math.max(low, position < 0 ? position + length : position));
  };
  const from = clamp(bound(start), by > 0 ? low : high);
  const to = clamp(bound(stop), by > 0 ? high : low);
  const picked: T[] = [];
  for (let index = from; by > 0 ? index < to : index > to; index += by) {
    const item = items[index];
    if (item !== undefined) picked.push(item);
  }
  return picked;
}

function bound(value: Bound): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'bigint') return Number(value);
  throw typeError('slice indices must be integers or None or have an __index__ method');
}

/** Python's `value[index]` of a list or a text. */
export function itemAt(value: PyValue[] | string, index: bigint): PyValue {
  const items = typeof value === 'string' ? [...value] : value;
  const position = Number(index);
  const item = items[position < 0 ? position + items.length : position];
  if (item !== undefined) return item;
  throw indexError(`${typeof value === 'string' ? 'string' : typeName(value)} index out of range`);
}
