import { Budget } from './budget.js';
import { PyDict } from './dict.js';
import { indexError, PythonError, valueError } from './errors.js';
import { formatValue } from './format-spec.js';
import { repr, str } from './text.js';
import { isInteger, PyValue } from './values.js';

interface Arguments {
  readonly positional: readonly PyValue[];
  readonly named: ReadonlyMap<string, PyValue>;
  automatic: number;
}

/** Python's `str.format`. Fields reach into dicts and lists only, never into attributes. */
export function formatText(
  template: string,
  positional: readonly PyValue[],
  named: ReadonlyMap<string, PyValue>,
  budget: Budget,
): string {
  return expand(template, { positional, named, automatic: 0 }, 0, budget);
}

const PLAIN = /[^{}]+/y;

function expand(template: string, args: Arguments, depth: number, budget: Budget): string {
  let result = '';
  let index = 0;
  while (index < template.length) {
    budget.spend();
    PLAIN.lastIndex = index;
    const plain = PLAIN.exec(template)?.[0];
    if (plain !== undefined) {
      result += plain;
      index += plain.length;
    } else if (template.startsWith('{{', index) || template.startsWith('}}', index)) {
      result += template.charAt(index);
      index += 2;
    } else if (template.charAt(index) === '}') {
      throw valueError("Single '}' encountered in format string");
    } else {
      const end = closing(template, index);
      result += field(template.slice(index + 1, end), args, depth, budget);
      index = end + 1;
    }
    budget.allowText(result.length);
  }
  return result;
}

function closing(template: string, start: number): number {
  let depth = 0;
  for (let index = start; index < template.length; index += 1) {
    const character = template.charAt(index);
    if (character === '{') depth += 1;
    if (character === '}') depth -= 1;
    if (depth === 0) return index;
  }
  throw valueError(
    start === template.length - 1
      ? "Single '{' encountered in format string"
      : "expected '}' before end of string",
  );
}

const FIELD = /^([^!:]*)(?:!([rsa]))?(?::([\s\S]*))?$/;

function field(source: string, args: Arguments, depth: number, budget: Budget): string {
  const [whole, path = '', conversion, spec = ''] = FIELD.exec(source) ?? [];
  if (whole === undefined) throw valueError("expected ':' after conversion specifier");
  if (depth > 1) throw valueError('Max string recursion exceeded');
  const value = resolve(path, args, budget);
  const converted =
    conversion === undefined ? value : conversion === 's' ? str(value, budget) : repr(value, budget);
  return formatValue(converted, expand(spec, args, depth + 1, budget), budget);
}

function resolve(path: string, args: Arguments, budget: Budget): PyValue {
  const [head = ''] = /^[^.[]*/.exec(path) ?? [];
  let value = argument(head, args, budget);
  let rest = path.slice(head.length);
  while (rest !== '') {
    const [step, key, attribute] = /^(?:\[([^\]]+)\]|\.(\w+))/.exec(rest) ?? [];
    if (step === undefined) throw valueError('Malformed field name');
    if (attribute !== undefined || key === undefined) {
      throw new PythonError('AttributeError', `no attribute '${attribute ?? ''}'`);
    }
    value = item(value, key, budget);
    rest = rest.slice(step.length);
  }
  return value;
}

function argument(name: string, args: Arguments, budget: Budget): PyValue {
  if (name !== '' && !/^\d+$/.test(name)) {
    const value = args.named.get(name);
    if (value === undefined) throw new PythonError('KeyError', repr(name, budget));
    return value;
  }
  const index = name === '' ? args.automatic : Number(name);
  if (name === '') args.automatic += 1;
  const value = args.positional[index];
  if (value === undefined)
    throw indexError(`Replacement index ${index} out of range for positional args tuple`);
  return value;
}

function item(container: PyValue, key: string, budget: Budget): PyValue {
  const index = /^\d+$/.test(key) ? BigInt(key) : key;
  const value =
    container instanceof PyDict
      ? container.get(index)
      : Array.isArray(container) && isInteger(index)
        ? container[Number(index)]
        : undefined;
  if (value === undefined) throw new PythonError('KeyError', repr(index, budget));
  return value;
}
