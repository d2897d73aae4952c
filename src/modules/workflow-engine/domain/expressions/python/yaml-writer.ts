import { Budget } from './budget.js';
import { PyDateTime } from './datetime.js';
import { PyDict } from './dict.js';
import { compare } from './equality.js';
import { PythonError } from './errors.js';
import { floatText, repr } from './text.js';
import { PyValue } from './values.js';
import { ScalarStyle, scalarText, styleOf } from './yaml-scalar.js';

const LONGEST_SIMPLE_KEY = 128;

type Scalar = readonly [text: string, style: ScalarStyle];

/** What a value begins behind: nothing, the colon of a key, or the dash of an item. */
type Behind = 'nothing' | 'key' | 'dash';

/** `yaml.safe_dump(value, default_flow_style=False)`, as PyYAML lays it out. */
export function writeYaml(value: PyValue, budget: Budget): string {
  const writer = new YamlWriter(budget);
  writer.node(value, 0, 'nothing');
  return writer.finished(scalarOf(value)?.[1] === 'plain');
}

class YamlWriter {
  private text = '';
  private column = 0;

  constructor(private readonly budget: Budget) {}

  /** A plain scalar alone is ended by a mark. */
  finished(isOpen: boolean): string {
    return `${this.text}\n${isOpen ? '...\n' : ''}`;
  }

  node(value: PyValue, indent: number, behind: Behind): void {
    this.budget.spend();
    this.budget.allowText(this.text.length);
    this.budget.descend(() => {
      const scalar = scalarOf(value);
      if (scalar !== undefined) return this.scalar(scalar, indent + 2, behind !== 'nothing');
      if (Array.isArray(value)) return this.sequence(value, indent, behind);
      if (value instanceof PyDict) return this.mapping(value, indent, behind);
      throw new PythonError(
        'RepresenterError',
        `('cannot represent an object', ${repr(value, this.budget)})`,
      );
    });
  }

  private write(text: string): void {
    const line = text.lastIndexOf('\n');
    this.column = line < 0 ? this.column + text.length : text.length - line - 1;
    this.text += text;
  }

  private startLine(indent: number): void {
    this.write(`${this.text === '' ? '' : '\n'}${' '.repeat(indent)}`);
  }

  private scalar([text, style]: Scalar, indent: number, spaced: boolean, folds = true): void {
    if (spaced && (text !== '' || style !== 'plain')) this.write(' ');
    this.write(scalarText(text, style, { column: this.column, indent, folds }));
  }

  private sequence(items: readonly PyValue[], indent: number, behind: Behind): void {
    if (items.length === 0) return this.write(behind === 'nothing' ? '[]' : ' []');
    // The items of a key are not indented against it.
    const own = behind === 'dash' ? indent + 2 : indent;
    for (const [index, item] of items.entries()) {
      if (index === 0 && behind === 'dash') this.write(' ');
      else this.startLine(own);
      this.write('-');
      this.node(item, own, 'dash');
    }
  }

  private mapping(dict: PyDict, indent: number, behind: Behind): void {
    if (dict.size === 0) return this.write(behind === 'nothing' ? '{}' : ' {}');
    const own = behind === 'nothing' ? indent : indent + 2;
    for (const [index, [key, item]] of this.sorted(dict).entries()) {
      if (index === 0 && behind === 'dash') this.write(' ');
      else this.startLine(own);
      this.key(key, own);
      this.write(':');
      this.node(item, own, 'key');
    }
  }

  private key(key: PyValue, indent: number): void {
    const scalar = scalarOf(key);
    const isSimple =
      scalar !== undefined &&
      scalar[0] !== '' &&
      scalar[0].length < LONGEST_SIMPLE_KEY &&
      !/[\n\x85\u2028\u2029]/.test(scalar[0]);
    if (isSimple) return this.scalar(scalar, indent, false, false);
    this.write('?');
    this.node(key, indent, 'dash');
    this.startLine(indent);
  }

  /** In the order of the keys, if they have one. */
  private sorted(dict: PyDict): [PyValue, PyValue][] {
    const entries = this.budget.collect(dict.items());
    try {
      return [...entries].sort(([left], [right]) => compare(left, right, this.budget));
    } catch (error) {
      if (error instanceof PythonError && error.type === 'TypeError') return entries;
      throw error;
    }
  }
}

function scalarOf(value: PyValue): Scalar | undefined {
  switch (typeof value) {
    case 'string':
      return [value, styleOf(value)];
    case 'boolean':
      return [String(value), 'plain'];
    case 'bigint':
      return [String(value), 'plain'];
    case 'number':
      return [yamlFloat(value), 'plain'];
  }
  if (value === null) return ['null', 'plain'];
  return value instanceof PyDateTime ? [value.toString(), 'plain'] : undefined;
}

/** PyYAML reads an exponent only after a point, and so writes one. */
function yamlFloat(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
  const text = floatText(value);
  return text.includes('.') ? text : text.replace('e', '.0e');
}
