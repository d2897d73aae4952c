import { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { preparedRow, Value } from './prepared-statements.js';
import { RecordShape } from './record-shape.js';

/** Equality by property; a list means any of its values. */
export type Where = Readonly<Record<string, Wanted | readonly Wanted[]>>;

type Wanted = NonNullable<Value>;

/** As `findOneBy` for conditions of equality, at a fraction of its cost. */
export async function findRecord<R extends ObjectLiteral>(
  manager: EntityManager,
  record: EntityTarget<R>,
  where: Where,
): Promise<R | undefined> {
  const shape = RecordShape.of(manager, record);
  const { sql, values } = conditions(shape, where);
  const row = await preparedRow(manager, `${shape.select} WHERE ${sql} LIMIT 1`, values);
  return row && shape.toRecord(row);
}

/** `a = ? AND b IN (?, ?)`, and what the places stand for. */
export function conditions(
  shape: RecordShape<ObjectLiteral>,
  where: Where,
): { sql: string; values: Value[] } {
  const parts: string[] = [];
  const values: Value[] = [];
  for (const [property, wanted] of Object.entries(where)) {
    const all = Array.isArray(wanted) ? wanted : [wanted];
    parts.push(
      all.length === 1 ? `${shape.nameOf(property)} = ?` : `${shape.nameOf(property)} IN (${placesFor(all)})`,
    );
    for (const value of all) values.push(shape.toValue(property, value));
  }
  return { sql: parts.join(' AND '), values };
}

function placesFor(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}
