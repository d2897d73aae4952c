import Table3 from 'cli-table3';
import { dump } from 'js-yaml';
import { plain, type Terminal } from '../terminal.js';
import { chosen, type Column, type ListChoice, type Table, tableOf } from './column.js';

export const FORMATS = ['table', 'json', 'yaml', 'value', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

export interface FormatChoice extends ListChoice {
  readonly format?: Format;
  readonly maxWidth?: number;
  /** JSON in one line. */
  readonly noindent?: boolean;
}

const BORDERS = {
  ...{ top: '-', 'top-mid': '+', 'top-left': '+', 'top-right': '+' },
  ...{ bottom: '-', 'bottom-mid': '+', 'bottom-left': '+', 'bottom-right': '+' },
  ...{ left: '|', 'left-mid': '', mid: '', 'mid-mid': '', right: '|', 'right-mid': '', middle: '|' },
};
const NARROWEST = 8;

/** A list, in the form that was asked for. */
export function listText<T>(
  columns: readonly Column<T>[],
  items: readonly T[],
  choice: FormatChoice,
  terminal: Terminal,
): string {
  const table = tableOf(columns, items, choice);
  const records = () =>
    table.rows.map((row) => Object.fromEntries(table.titles.map((title, index) => [title, row[index]])));
  switch (choice.format ?? 'table') {
    case 'json':
      return json(records(), choice);
    case 'yaml':
      return dump(records(), { lineWidth: -1 });
    case 'csv':
      return [table.titles, ...table.rows].map((row) => `${row.map(csvCell).join(',')}\n`).join('');
    case 'value':
      return table.rows.map((row) => `${row.map(text).join(' ')}\n`).join('');
    case 'table':
      return items.length === 0 ? '\n' : bordered(table, choice, terminal);
  }
}

/** The fields of one thing, in the form that was asked for. */
export function recordText(
  record: Readonly<Record<string, unknown>>,
  choice: FormatChoice,
  terminal: Terminal,
): string {
  const all = Object.keys(record);
  const names = choice.column?.length ? chosen(all, choice.column) : all;
  const shown = Object.fromEntries(names.map((name) => [name, record[name]]));
  switch (choice.format ?? 'table') {
    case 'json':
      return json(shown, choice);
    case 'yaml':
      return dump(shown, { lineWidth: -1 });
    case 'csv':
      return `${names.map(csvCell).join(',')}\n${Object.values(shown).map(csvCell).join(',')}\n`;
    case 'value':
      return Object.values(shown)
        .map((value) => (typeof value === 'string' && value.endsWith('\n') ? value : `${text(value)}\n`))
        .join('');
    case 'table':
      return bordered({ titles: ['Field', 'Value'], rows: Object.entries(shown) }, choice, terminal);
  }
}

function json(value: unknown, { noindent }: FormatChoice): string {
  return `${JSON.stringify(value, null, noindent ? undefined : 2)}\n`;
}

function text(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** As RFC 4180, quoted unless it is a number, as OpenStackClient does. */
function csvCell(value: unknown): string {
  return typeof value === 'number' ? String(value) : `"${text(value).replaceAll('"', '""')}"`;
}

function cellText(value: unknown): string {
  if (typeof value === 'object' && value !== null) {
    if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.join(', ');
    return plain(dump(value, { lineWidth: -1 }).trimEnd());
  }
  return plain(text(value).trimEnd());
}

function bordered({ titles, rows }: Table, choice: FormatChoice, terminal: Terminal): string {
  const cells = rows.map((row) => row.map(cellText));
  const natural = titles.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => width(row[column] ?? ''))),
  );
  const most = choice.maxWidth ?? (terminal.isTty ? terminal.columns : 0);
  const widths = most > 0 ? fitted(natural, titles, most) : natural;
  const table = new Table3({
    head: [...titles],
    chars: BORDERS,
    style: { head: [], border: [] },
    colWidths: widths.map((column) => column + 2),
  });
  table.push(...cells.map((row) => row.map((cell, column) => wrapped(cell, widths[column] ?? 0))));
  const [rule = '', head = '', ...body] = table.toString().split('\n');
  // cli-table3 draws a line under the titles only where it draws one under every row.
  return `${[rule, head, rule, ...body].join('\n')}\n`;
}

function width(cell: string): number {
  return Math.max(...cell.split('\n').map((line) => [...line].length));
}

/** Between words where that is possible. */
function wrapped(cell: string, columns: number): string {
  const pieces = new RegExp(`.{0,${columns - 1}}\\S(?=\\s|$)|\\S{1,${columns}}`, 'gu');
  return cell
    .split('\n')
    .map((line) =>
      [...line].length <= columns
        ? line
        : [...line.matchAll(pieces)].map(([piece]) => piece.trimStart()).join('\n'),
    )
    .join('\n');
}

/** The widest columns give way until the table fits. */
function fitted(widths: readonly number[], titles: readonly string[], most: number): number[] {
  const fit = [...widths];
  const spare = (column: number) => (fit[column] ?? 0) - Math.max(NARROWEST, titles[column]?.length ?? 0);
  let over = fit.reduce((sum, one) => sum + one + 3, 1) - most;
  while (over > 0) {
    const widest = fit.reduce((best, _, column) => (spare(column) > spare(best) ? column : best), 0);
    if (spare(widest) <= 0) break;
    fit[widest] = (fit[widest] ?? 0) - 1;
    over -= 1;
  }
  return fit;
}
