import { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { conditions, Where } from './find-record.js';
import { preparedChange, Statement } from './prepared-statements.js';
import { RecordShape } from './record-shape.js';

/** As many rows as one INSERT takes; the counts are powers of two, so that few statements are prepared. */
const MOST_ROWS = 64;

/** As `EntityManager.insert` of one row whose values are all given, at a fraction of its cost. */
export async function insertRecord<R extends ObjectLiteral>(
  writer: EntityManager,
  record: EntityTarget<R>,
  row: R,
): Promise<void> {
  const { sql, values } = insertStatement(writer, record, [row]);
  await preparedChange(writer, sql, values);
}

/** As `EntityManager.update` for conditions of equality: how many rows meet them. */
export async function updateRecords<R extends ObjectLiteral>(
  writer: EntityManager,
  record: EntityTarget<R>,
  where: Where,
  fields: Partial<R>,
): Promise<number> {
  const { sql, values } = updateStatement(writer, record, where, fields);
  return preparedChange(writer, sql, values);
}

/** What inserts the rows, all of which have the same fields. */
export function insertStatements<R extends ObjectLiteral>(
  manager: EntityManager,
  record: EntityTarget<R>,
  rows: readonly R[],
): Statement[] {
  return inPowersOfTwo(rows).map((some) => insertStatement(manager, record, some));
}

function insertStatement<R extends ObjectLiteral>(
  manager: EntityManager,
  record: EntityTarget<R>,
  rows: readonly R[],
): Statement {
  const shape = RecordShape.of(manager, record);
  const assigned = rows.map((row) => shape.assign(row));
  const names = assigned[0]?.names ?? [];
  const places = `(${names.map(() => '?').join(', ')})`;
  return {
    sql: `INSERT INTO ${shape.table} (${names.join(', ')}) VALUES ${rows.map(() => places).join(', ')}`,
    values: assigned.flatMap(({ values }) => values),
  };
}

/** What sets the fields of the rows that meet the conditions. */
export function updateStatement<R extends ObjectLiteral>(
  manager: EntityManager,
  record: EntityTarget<R>,
  where: Where,
  fields: Partial<R>,
): Statement {
  const shape = RecordShape.of(manager, record);
  const { names, values } = shape.assign(fields);
  const condition = conditions(shape, where);
  const assignments = names.map((name) => `${name} = ?`).join(', ');
  return {
    sql: `UPDATE ${shape.table} SET ${assignments} WHERE ${condition.sql}`,
    values: [...values, ...condition.values],
  };
}

/** What deletes the rows that meet the conditions. */
export function deleteStatement<R extends ObjectLiteral>(
  manager: EntityManager,
  record: EntityTarget<R>,
  where: Where,
): Statement {
  const shape = RecordShape.of(manager, record);
  const { sql, values } = conditions(shape, where);
  return { sql: `DELETE FROM ${shape.table} WHERE ${sql}`, values };
}

/** For lists of any length in a statement that is prepared: 7 become 4, 2 and 1. */
export function inPowersOfTwo<T>(all: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < all.length;) {
    const size = Math.min(MOST_ROWS, 2 ** Math.floor(Math.log2(all.length - start)));
    parts.push(all.slice(start, start + size));
    start += size;
  }
  return parts;
}
