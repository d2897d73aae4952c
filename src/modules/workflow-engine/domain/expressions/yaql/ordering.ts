import { PyIterable, PyValue } from '../python/values.js';

/** Orders two selected values: negative, zero, positive. */
export type Comparison = (left: PyValue, right: PyValue) => number;

interface Criterion {
  readonly selector: (item: PyValue) => PyValue;
  readonly direction: 1 | -1;
}

/** What `orderBy` answers: sorted when it is first read, so that `thenBy` can still add a criterion. */
export class Ordering extends PyIterable {
  readonly typeName = 'OrderingIterable';
  private readonly criteria: Criterion[] = [];
  private sorted: PyValue[] | undefined;

  constructor(
    private readonly collect: () => PyValue[],
    private readonly comparison: Comparison,
  ) {
    super();
  }

  by(selector: (item: PyValue) => PyValue, direction: 1 | -1): this {
    this.criteria.push({ selector, direction });
    return this;
  }

  [Symbol.iterator](): Iterator<PyValue> {
    this.sorted ??= this.collect().sort((left, right) => this.compare(left, right));
    return this.sorted[Symbol.iterator]();
  }

  private compare(left: PyValue, right: PyValue): number {
    for (const { selector, direction } of this.criteria) {
      const order = this.comparison(selector(left), selector(right));
      if (order !== 0) return order * direction;
    }
    return 0;
  }
}
