import { framed, hashKey } from './hash.js';
import { PyObject, PyValue, tuple } from './values.js';

type Entry = [PyValue, PyValue];

/**
 * Python's dict: any hashable key, in order of insertion. `frozen` marks YAQL's FrozenDict, which is hashable. It may
 * be filled on first use, so that an expression pays only for the data it looks at.
 */
export class PyDict extends PyObject {
  private entries: Map<string, Entry> | undefined;

  constructor(
    private readonly source: () => Iterable<Entry> = () => [],
    readonly frozen = false,
  ) {
    super();
  }

  get typeName(): string {
    return this.frozen ? 'FrozenDict' : 'dict';
  }

  override hashText(): string {
    if (!this.frozen) return super.hashText();
    const entries = [...this.items()].map(([key, value]) => framed(hashKey(key)) + framed(hashKey(value)));
    return `{${entries.sort().join('')}}`;
  }

  static of(entries: Iterable<Entry>, frozen = false): PyDict {
    const dict = new PyDict(() => entries, frozen);
    dict.filled();
    return dict;
  }

  private filled(): Map<string, Entry> {
    if (this.entries === undefined) {
      this.entries = new Map();
      for (const [key, value] of this.source()) this.put(key, value);
    }
    return this.entries;
  }

  get size(): number {
    return this.filled().size;
  }

  has(key: PyValue): boolean {
    return this.filled().has(hashKey(key));
  }

  get(key: PyValue): PyValue | undefined {
    return this.filled().get(hashKey(key))?.[1];
  }

  getOr(key: PyValue, fallback: PyValue): PyValue {
    const value = this.get(key);
    return value === undefined ? fallback : value;
  }

  /** Only for a dict that is still being built: everything else treats dicts as values. */
  put(key: PyValue, value: PyValue): void {
    const entries = (this.entries ??= this.filled());
    const hash = hashKey(key);
    entries.set(hash, [entries.get(hash)?.[0] ?? key, value]);
  }

  /** Takes an entry out of a dict that is a template's own; undefined where there is none. */
  take(key: PyValue): PyValue | undefined {
    const hash = hashKey(key);
    const found = this.filled().get(hash)?.[1];
    this.filled().delete(hash);
    return found;
  }

  with(changes: Iterable<Entry>, frozen = this.frozen): PyDict {
    const copy = PyDict.of(this.items(), frozen);
    for (const [key, value] of changes) copy.put(key, value);
    return copy;
  }

  without(keys: Iterable<PyValue>): PyDict {
    const gone = new Set([...keys].map(hashKey));
    return PyDict.of([...this.items()].filter(([key]) => !gone.has(hashKey(key))));
  }

  *keys(): Generator<PyValue> {
    for (const [key] of this.filled().values()) yield key;
  }

  *values(): Generator<PyValue> {
    for (const [, value] of this.filled().values()) yield value;
  }

  items(): IterableIterator<Entry> {
    return this.filled().values();
  }
}

/** `dict.values()` or `dict.items()`: iterable again and again, but no sequence. */
export class PyDictView extends PyObject {
  constructor(
    private readonly dict: PyDict,
    readonly kind: 'values' | 'items',
  ) {
    super();
  }

  get typeName(): string {
    return `dict_${this.kind}`;
  }

  get size(): number {
    return this.dict.size;
  }

  *[Symbol.iterator](): Iterator<PyValue> {
    if (this.kind === 'values') yield* this.dict.values();
    else for (const pair of this.dict.items()) yield tuple(pair);
  }
}
