import { usageError } from '../exit-code.js';

/** One column of a list. */
export interface Column<T> {
  readonly title: string;
  readonly of: (item: T) => unknown;
  /** Shown only with --long, or where it is asked for. */
  readonly long?: boolean;
}

export type Row = readonly unknown[];

export interface Table {
  readonly titles: readonly string[];
  readonly rows: readonly Row[];
}

const folded = (name: string): string => name.toLowerCase().replaceAll(/[\s-]/g, '_');
const ALIASES: Readonly<Record<string, string>> = { uuid: 'id', id: 'uuid' };

/** The names of `all` that were asked for, in the order of the request; all where none was. */
export function chosen(all: readonly string[], wanted: readonly string[]): string[] {
  return wanted.map((name) => {
    const found =
      all.find((title) => folded(title) === folded(name)) ??
      all.find((title) => folded(title) === ALIASES[folded(name)]);
    if (found === undefined) throw usageError(`There is no column ${name}; there are ${all.join(', ')}.`);
    return found;
  });
}

export interface ListChoice {
  readonly column?: readonly string[];
  readonly sortColumn?: readonly string[];
  readonly long?: boolean;
}

export function tableOf<T>(
  columns: readonly Column<T>[],
  items: readonly T[],
  { column = [], sortColumn = [], long = false }: ListChoice,
): Table {
  const titles = columns.map(({ title }) => title);
  const shown =
    column.length > 0
      ? chosen(titles, column)
      : columns.filter((one) => long || !one.long).map(({ title }) => title);
  const keys = chosen(titles, sortColumn);
  const cell = (item: T, title: string) => columns.find((one) => one.title === title)?.of(item) ?? null;
  const sorted = keys.length === 0 ? items : [...items].sort((a, b) => byKeys(keys, a, b, cell));
  return { titles: shown, rows: sorted.map((item) => shown.map((title) => cell(item, title))) };
}

function byKeys<T>(keys: readonly string[], a: T, b: T, cell: (item: T, title: string) => unknown): number {
  for (const key of keys) {
    const order = String(cell(a, key)).localeCompare(String(cell(b, key)), 'en', { numeric: true });
    if (order !== 0) return order;
  }
  return 0;
}
