import { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { DomainError } from '../shared/domain/domain-error.js';
import { Page, PageRequest } from '../shared/domain/paging.js';
import { conditions, findRecord, Where } from './find-record.js';
import { preparedRows, Value } from './prepared-statements.js';
import { RecordShape } from './record-shape.js';

export interface KeysetOptions<R extends ObjectLiteral> {
  readonly record: EntityTarget<R>;
  /** Besides the request's filters. */
  readonly where: Where;
  /** Wire name of a sort key or filter -> property of the record. */
  readonly properties: Readonly<Record<string, string>>;
  /** Only rows whose property has this text in it, in whatever case. */
  readonly containing?: { readonly property: string; readonly text: string | undefined };
  /** Only rows of this time: from (inclusive) until (exclusive). */
  readonly span?: {
    readonly property: string;
    readonly from: Date | undefined;
    readonly until: Date | undefined;
  };
}

/**
 * One page by keyset: it seeks behind the marker's sort value and id, so inserts never shift or repeat items and the
 * tenth page costs what the first one did. Sort columns must not be null.
 */
export async function keysetPage<R extends ObjectLiteral & { id: string }>(
  manager: EntityManager,
  request: PageRequest,
  options: KeysetOptions<R>,
): Promise<Page<R>> {
  const shape = RecordShape.of(manager, options.record);
  const propertyOf = (name: string): string => options.properties[name] ?? name;
  const filters = Object.entries(request.filters).map(([name, value]) => [propertyOf(name), value] as const);
  const { sql, values } = conditions(shape, options.where);
  const filtered = conditions(shape, Object.fromEntries(filters));
  const sortKey = propertyOf(request.sort.key);
  const behind = await behindMarker(manager, request, sortKey, options);
  const spanned = inSpan(shape, options.span);
  const containing = withText(shape, options.containing);
  const parts = [sql, filtered.sql, behind.sql, spanned.sql, containing.sql].filter(Boolean);
  const where = parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`;
  const direction = request.sort.direction === 'asc' ? 'ASC' : 'DESC';
  const order = `${shape.nameOf(sortKey)} ${direction}, ${shape.nameOf('id')} ${direction}`;
  const statement = `${shape.select} ${where} ORDER BY ${order} LIMIT ?`;
  // A number would travel as a DOUBLE, which MariaDB does not take as a limit.
  const limit = String(request.limit + 1);
  const rows = await preparedRows(manager, statement, [
    ...values,
    ...filtered.values,
    ...behind.values,
    ...spanned.values,
    ...containing.values,
    limit,
  ]);
  const items = rows.slice(0, request.limit).map((row) => shape.toRecord(row));
  return { items, more: rows.length > request.limit };
}

function withText<R extends ObjectLiteral>(
  shape: RecordShape<R>,
  containing: KeysetOptions<R>['containing'],
): { sql: string; values: Value[] } {
  if (containing?.text === undefined) return { sql: '', values: [] };
  const literal = containing.text.toLowerCase().replace(/[!%_]/g, '!$&');
  return { sql: `LOWER(${shape.nameOf(containing.property)}) LIKE ? ESCAPE '!'`, values: [`%${literal}%`] };
}

function inSpan<R extends ObjectLiteral>(
  shape: RecordShape<R>,
  span: KeysetOptions<R>['span'],
): { sql: string; values: Value[] } {
  const bounds = [
    ['>=', span?.from],
    ['<', span?.until],
  ] as const;
  const parts: string[] = [];
  const values: Value[] = [];
  for (const [operator, time] of bounds) {
    if (!span || !time) continue;
    parts.push(`${shape.nameOf(span.property)} ${operator} ?`);
    values.push(shape.toValue(span.property, time));
  }
  return { sql: parts.join(' AND '), values };
}

async function behindMarker<R extends ObjectLiteral>(
  manager: EntityManager,
  { marker, sort }: PageRequest,
  sortKey: string,
  { record, where }: KeysetOptions<R>,
): Promise<{ sql: string; values: Value[] }> {
  if (marker === undefined) return { sql: '', values: [] };
  const last = await findRecord(manager, record, { ...where, id: marker });
  if (!last)
    throw DomainError.invalidField('query.invalid', '/marker', 'The marker is not the id of an item here.');
  const shape = RecordShape.of(manager, record);
  const [column, id] = [shape.nameOf(sortKey), shape.nameOf('id')];
  const operator = sort.direction === 'asc' ? '>' : '<';
  const value = shape.toValue(sortKey, last[sortKey]);
  return {
    sql: `(${column} ${operator} ? OR (${column} = ? AND ${id} ${operator} ?))`,
    values: [value, value, marker],
  };
}
