import { framed, hashKey } from './hash.js';
import { setOrder } from './set-order.js';
import { PyObject, PyValue } from './values.js';

export type SetKind = 'set' | 'frozenset' | 'dict_keys' | 'dict_items';

/** Python's sets, and the views of a dict that are sets; they give their members back in CPython's order, where that is not left to chance. */
export class PySet extends PyObject {
  private readonly members = new Map<string, PyValue>();
  private order: readonly PyValue[] | undefined;

  constructor(
    items: Iterable<PyValue>,
    readonly kind: SetKind = 'frozenset',
  ) {
    super();
    for (const item of items) {
      const key = hashKey(item);
      if (!this.members.has(key)) this.members.set(key, item);
    }
  }

  get typeName(): string {
    return this.kind;
  }

  override hashText(): string {
    return this.frozen ? `<${[...this.members.keys()].map(framed).sort().join('')}>` : super.hashText();
  }

  get frozen(): boolean {
    return this.kind === 'frozenset';
  }

  get size(): number {
    return this.members.size;
  }

  has(value: PyValue): boolean {
    return this.members.has(hashKey(value));
  }

  isSubsetOf(other: PySet): boolean {
    return [...this.members.keys()].every((key) => other.members.has(key));
  }

  union(other: Iterable<PyValue>): PySet {
    return new PySet([...this, ...other]);
  }

  intersection(other: PySet): PySet {
    return new PySet([...this].filter((item) => other.has(item)));
  }

  difference(other: PySet): PySet {
    return new PySet([...this].filter((item) => !other.has(item)));
  }

  [Symbol.iterator](): Iterator<PyValue> {
    return (this.order ??= setOrder([...this.members.values()])).values();
  }
}
