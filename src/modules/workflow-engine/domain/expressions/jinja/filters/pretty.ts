import { Budget } from '../../python/budget.js';
import { PyDict } from '../../python/dict.js';
import { compare } from '../../python/equality.js';
import { PythonError } from '../../python/errors.js';
import { repr } from '../../python/text.js';
import { isTuple, PyValue, tuple } from '../../python/values.js';

const WIDTH = 80;

/** Python's pprint: keys in order, and one item a line where all do not fit into one. */
export function pretty(value: PyValue, budget: Budget): string {
  return layOut(inOrder(value, budget), 0, 0, budget);
}

/** @param behind characters that follow on the last line. */
function layOut(value: PyValue, indent: number, behind: number, budget: Budget): string {
  const text = repr(value, budget);
  if (text.length <= WIDTH - indent - behind) return text;
  return budget.descend(() => {
    if (value instanceof PyDict && value.size > 0) return dictLines(value, indent, behind, budget);
    if (Array.isArray(value) && value.length > 0) return listLines(value, indent, behind, budget);
    return text;
  });
}

const separated = (parts: readonly string[], indent: number): string =>
  parts.join(`,\n${' '.repeat(indent + 1)}`);

function listLines(items: PyValue[], indent: number, behind: number, budget: Budget): string {
  const [open, close] = isTuple(items) ? ['(', items.length === 1 ? ',)' : ')'] : ['[', ']'];
  const parts = items.map((item, index) =>
    layOut(item, indent + 1, index < items.length - 1 ? 1 : behind + 1, budget),
  );
  return open + separated(parts, indent) + close;
}

function dictLines(dict: PyDict, indent: number, behind: number, budget: Budget): string {
  const entries = [...dict.items()];
  const parts = entries.map(([key, item], index) => {
    const name = `${repr(key, budget)}: `;
    const rest = index < entries.length - 1 ? 1 : behind + 1;
    return name + layOut(item, indent + 1 + name.length, rest, budget);
  });
  return `{${separated(parts, indent)}}`;
}

function inOrder(value: PyValue, budget: Budget): PyValue {
  return budget.descend(() => {
    if (value instanceof PyDict) {
      const entries = [...value.items()].map(([key, item]): [PyValue, PyValue] => [
        key,
        inOrder(item, budget),
      ]);
      return PyDict.of(entries.sort(([left], [right]) => byKey(left, right, budget)));
    }
    if (!Array.isArray(value)) return value;
    const items = Array.from(value, (item) => inOrder(item, budget));
    return isTuple(value) ? tuple(items) : items;
  });
}

/** Keys without an order among them stay where they are. */
function byKey(left: PyValue, right: PyValue, budget: Budget): number {
  try {
    return compare(left, right, budget);
  } catch (error) {
    if (error instanceof PythonError && error.type === 'TypeError') return 0;
    throw error;
  }
}
