import { Budget } from './budget.js';
import { PyDateTime } from './datetime.js';
import { PyDict } from './dict.js';
import { typeError, valueError } from './errors.js';
import { isIterable, jsonKey, jsonNumber } from './json-values.js';
import { strftime } from './strftime.js';
import { PyValue, typeName } from './values.js';

/** `json.dumps(value, indent=indent)`: ASCII only, and floats keep their `.0`. */
export function dumpJson(value: PyValue, indent: number, budget: Budget): string {
  return dump(value, indent, '\n', budget);
}

function dump(value: PyValue, indent: number, newline: string, budget: Budget): string {
  budget.spend();
  switch (typeof value) {
    case 'string':
      return ascii(value);
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'number':
      return jsonNumber(value);
  }
  if (value === null) return 'null';
  if (value instanceof PyDateTime) return ascii(strftime(value, '%Y-%m-%dT%H:%M:%S.%f'));
  return budget.descend(() => {
    const inner = newline + ' '.repeat(indent);
    if (value instanceof PyDict) {
      const entries = [...value.items()].map(
        ([key, item]) => `${ascii(jsonKey(key))}: ${dump(item, indent, inner, budget)}`,
      );
      return block('{', '}', entries, indent, newline, budget);
    }
    if (isIterable(value)) {
      const items = budget.collect(value).map((item) => dump(item, indent, inner, budget));
      return block('[', ']', items, indent, newline, budget);
    }
    throw typeError(`Object of type ${typeName(value)} is not JSON serializable`);
  });
}

function block(
  open: string,
  close: string,
  parts: string[],
  indent: number,
  newline: string,
  budget: Budget,
): string {
  if (parts.length === 0) return open + close;
  const inner = newline + ' '.repeat(indent);
  budget.allowText(parts.reduce((length, part) => length + part.length + inner.length + 1, 2));
  return indent === 0
    ? open + parts.join(', ') + close
    : open + inner + parts.join(`,${inner}`) + newline + close;
}

const OUTSIDE_ASCII = /[^ -~]/g;

const ascii = (text: string): string =>
  JSON.stringify(text).replace(
    OUTSIDE_ASCII,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const TOKEN =
  /\s*(?:([[\]{},:])|("(?:[^"\\]|\\.)*")|(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)|(true|false|null|NaN|-?Infinity))/y;
const WORDS: Readonly<Record<string, PyValue>> = {
  true: true,
  false: false,
  null: null,
  NaN: NaN,
  Infinity: Infinity,
  '-Infinity': -Infinity,
};

const SPACE: ReadonlySet<string> = new Set([' ', '\t', '\r', '\n']);

/** `json.loads`: numbers with a point or an exponent are floats, the others ints of any size. */
export function parseJson(text: string, budget: Budget): PyValue {
  return new JsonReader(text, budget).read();
}

class JsonReader {
  private index = 0;

  constructor(
    private readonly text: string,
    private readonly budget: Budget,
  ) {}

  read(): PyValue {
    const value = this.value();
    if (this.text.slice(this.index).trim() !== '') this.fail('Extra data');
    return value;
  }

  private fail(message: string): never {
    const before = this.text.slice(0, this.index);
    const line = before.split('\n').length;
    const column = this.index - before.lastIndexOf('\n');
    throw valueError(`${message}: line ${line} column ${column} (char ${this.index})`);
  }

  private token(): RegExpExecArray {
    this.budget.spend();
    TOKEN.lastIndex = this.index;
    const match = TOKEN.exec(this.text);
    if (match === null) return this.fail('Expecting value');
    this.index = TOKEN.lastIndex;
    return match;
  }

  private value(): PyValue {
    const [, mark, quoted, number, word] = this.token();
    if (quoted !== undefined) return this.string(quoted);
    if (number !== undefined) return /[.eE]/.test(number) ? Number(number) : BigInt(number);
    if (word !== undefined) return WORDS[word] ?? null;
    if (mark === '[') return this.budget.descend(() => this.array());
    if (mark === '{') return this.budget.descend(() => this.object());
    this.index -= 1;
    return this.fail('Expecting value');
  }

  private string(quoted: string): string {
    try {
      return JSON.parse(quoted) as string;
    } catch {
      return this.fail('Invalid control character or escape');
    }
  }

  private array(): PyValue[] {
    const items: PyValue[] = [];
    if (this.accept(']')) return items;
    do items.push(this.value());
    while (this.accept(','));
    if (!this.accept(']')) this.fail("Expecting ',' delimiter");
    return items;
  }

  private object(): PyDict {
    const entries: [PyValue, PyValue][] = [];
    if (this.accept('}')) return PyDict.of(entries);
    do {
      const quoted = this.token()[2];
      if (quoted === undefined) this.fail('Expecting property name enclosed in double quotes');
      if (!this.accept(':')) this.fail("Expecting ':' delimiter");
      entries.push([this.string(quoted), this.value()]);
    } while (this.accept(','));
    if (!this.accept('}')) this.fail("Expecting ',' delimiter");
    return PyDict.of(entries);
  }

  private accept(mark: string): boolean {
    while (SPACE.has(this.text.charAt(this.index))) this.index += 1;
    if (this.text.charAt(this.index) !== mark) return false;
    this.index += 1;
    return true;
  }
}
