import { Budget } from '../python/budget.js';
import { equals } from '../python/equality.js';
import { typeError } from '../python/errors.js';
import { PyValue, tuple } from '../python/values.js';
import { Callable, LoopContext, Undefined } from './values.js';

/** What `loop` is in each round of a `for`. */
export class LoopRounds {
  private lastSeen: PyValue | undefined;

  /** @param deeper the same loop over other items: what calling `loop` does. */
  constructor(
    private readonly items: readonly PyValue[],
    private readonly depth: number,
    private readonly deeper: (items: PyValue) => PyValue,
    private readonly budget: Budget,
  ) {}

  at(index: number): LoopContext {
    const { length } = this.items;
    const members = new Map<string, PyValue>([
      ['index', BigInt(index + 1)],
      ['index0', BigInt(index)],
      ['revindex', BigInt(length - index)],
      ['revindex0', BigInt(length - index - 1)],
      ['first', index === 0],
      ['last', index === length - 1],
      ['length', BigInt(length)],
      ['depth', BigInt(this.depth + 1)],
      ['depth0', BigInt(this.depth)],
      ['previtem', this.neighbour(index - 1, 'there is no previous item')],
      ['nextitem', this.neighbour(index + 1, 'there is no next item')],
      ['cycle', new Callable('cycle', (args) => this.cycle(args, index))],
      ['changed', new Callable('changed', (args) => this.changed(args))],
    ]);
    return new LoopContext(members, `${index + 1}/${length}`, ([items = null]) => this.deeper(items));
  }

  private neighbour(index: number, reason: string): PyValue {
    const item = this.items[index];
    return item === undefined ? new Undefined(reason) : item;
  }

  private cycle(args: readonly PyValue[], index: number): PyValue {
    if (args.length === 0) throw typeError('no items for cycling given');
    return args[index % args.length] ?? null;
  }

  private changed(args: readonly PyValue[]): boolean {
    const before = this.lastSeen;
    this.lastSeen = tuple(args);
    return before === undefined || !equals(before, this.lastSeen, this.budget);
  }
}
