import { PyValue } from './values.js';

const MODULUS = (1n << 61n) - 1n;
const LINEAR_PROBES = 9;
const SMALLEST_TABLE = 8;
const MANY = 50_000;

/**
 * The order in which CPython's sets give whole numbers back: that of their hash table (Objects/setobject.c), so
 * `{3, 1, 2}` is 1, 2, 3. Members of other types, whose order Python leaves to chance, stay as they were added.
 */
export function setOrder(members: readonly PyValue[]): readonly PyValue[] {
  if (members.length < 2 || !members.every(isWhole)) return members;
  let table = new Table(SMALLEST_TABLE);
  for (const member of members) {
    table.add(member);
    if (table.used * 5 >= (table.size - 1) * 3) table = table.grown();
  }
  return table.inOrder();
}

function isWhole(value: PyValue): boolean {
  return typeof value === 'bigint' || typeof value === 'boolean' || Number.isInteger(value);
}

/** Python's `hash` of a whole number, as the unsigned word that probing computes with. */
function hashOf(value: PyValue): bigint {
  const whole = BigInt(value as bigint | number | boolean);
  const hash = whole < 0n ? -(-whole % MODULUS) : whole % MODULUS;
  return BigInt.asUintN(64, hash === -1n ? -2n : hash);
}

class Table {
  used = 0;
  private readonly slots: (PyValue | undefined)[];

  constructor(readonly size: number) {
    this.slots = new Array<PyValue | undefined>(size);
  }

  add(value: PyValue): void {
    this.slots[this.freeSlot(hashOf(value))] = value;
    this.used += 1;
  }

  inOrder(): PyValue[] {
    return this.slots.filter((slot) => slot !== undefined);
  }

  grown(): Table {
    const least = this.used > MANY ? this.used * 2 : this.used * 4;
    let size = SMALLEST_TABLE;
    while (size <= least) size *= 2;
    const table = new Table(size);
    for (const value of this.inOrder()) table.add(value);
    return table;
  }

  private freeSlot(hash: bigint): number {
    const mask = BigInt(this.size - 1);
    let perturb = hash;
    for (let index = hash & mask; ; index = (index * 5n + 1n + perturb) & mask) {
      const start = Number(index);
      const probes = start + LINEAR_PROBES < this.size ? LINEAR_PROBES : 0;
      for (let slot = start; slot <= start + probes; slot += 1) {
        if (this.slots[slot] === undefined) return slot;
      }
      perturb >>= 5n;
    }
  }
}
