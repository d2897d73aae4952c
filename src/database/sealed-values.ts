import { SecretBox } from '../shared/secrets/secret-box.js';
import { DatabaseSession } from './database-session.js';
import { preparedChange, preparedRows, Value } from './prepared-statements.js';
import { nameOf, SealedColumn, sealedColumnsOf } from './sealed-column.js';

/** How many values a key has sealed in a column. */
export interface SealedCount {
  /** `table.column` */
  readonly column: string;
  /** Undefined for values of before keys had ids. */
  readonly keyId: string | undefined;
  readonly count: number;
}

/** A part of a column that has been looked through. */
export interface ResealedBatch {
  /** Where the next begins: the last row's id; undefined where there is no further one. */
  readonly next: string | undefined;
  readonly resealed: number;
  /** Values that no key opens; they stay as they are. */
  readonly unopened: number;
}

/** Everything that is sealed in the database, whichever module it belongs to. */
export class SealedValues {
  constructor(
    private readonly session: DatabaseSession,
    private readonly box: SecretBox,
  ) {}

  get columns(): SealedColumn[] {
    return sealedColumnsOf(this.session.manager.dataSource);
  }

  /** Reads each column as a whole. */
  async count(): Promise<SealedCount[]> {
    const counts: SealedCount[] = [];
    for (const column of this.columns) {
      const rows = await this.read(
        `SELECT CASE WHEN ${column.column} LIKE 'v2.%' THEN SUBSTR(${column.column}, 4, 12) ELSE '' END AS key_id,
          COUNT(*) FROM ${column.table} WHERE ${column.column} IS NOT NULL GROUP BY key_id ORDER BY key_id`,
        [],
      );
      for (const [keyId, count] of rows) {
        counts.push({ column: nameOf(column), keyId: String(keyId) || undefined, count: Number(count) });
      }
    }
    return counts;
  }

  /** Whether one of the keys opens a value of before keys had ids, of each column that has such. */
  async opensUnnamed(): Promise<boolean> {
    for (const column of this.columns) {
      const [row] = await this.read(
        `SELECT ${column.primary}, ${column.column} FROM ${column.table} WHERE ${column.column} LIKE 'v1.%' LIMIT 1`,
        [],
      );
      if (row && !this.resealed(String(row[1]), column.place(String(row[0])))) return false;
    }
    return true;
  }

  /**
   * Seals the next `limit` values that another key than `keyId`, the ring's first, has sealed, in one transaction. A value
   * that somebody changes meanwhile stays theirs. Doing it again does no harm.
   */
  async reseal(column: SealedColumn, keyId: string, after: string, limit: number): Promise<ResealedBatch> {
    const { table, primary, column: name } = column;
    return this.session.run(async () => {
      const rows = await preparedRows(
        this.session.writer,
        `SELECT ${primary}, ${name} FROM ${table}
          WHERE ${primary} > ? AND ${name} IS NOT NULL AND ${name} NOT LIKE ? ORDER BY ${primary} LIMIT ${limit}`,
        [after, `v2.${keyId}.%`],
      );
      let resealed = 0;
      let unopened = 0;
      for (const [id, sealed] of rows.map((row) => row.map(String) as [string, string])) {
        const value = this.resealed(sealed, column.place(id));
        if (value === undefined) unopened += 1;
        else resealed += await this.replace(column, id, sealed, value);
      }
      const next = rows.length < limit ? undefined : String(rows.at(-1)?.[0]);
      return { next, resealed, unopened };
    });
  }

  /** Removes what a lost key has sealed: the value where its row can be without, else the row. Answers how many. */
  async discard(column: SealedColumn, keyId: string | undefined): Promise<number> {
    const { table, column: name, nullable } = column;
    const verb = nullable ? `UPDATE ${table} SET ${name} = NULL` : `DELETE FROM ${table}`;
    const pattern = keyId === undefined ? 'v1.%' : `v2.${keyId}.%`;
    return this.session.run(() =>
      preparedChange(this.session.writer, `${verb} WHERE ${name} LIKE ?`, [pattern]),
    );
  }

  private replace({ table, primary, column }: SealedColumn, id: string, old: string, value: string) {
    const sql = `UPDATE ${table} SET ${column} = ? WHERE ${primary} = ? AND ${column} = ?`;
    return preparedChange(this.session.writer, sql, [value, id, old]);
  }

  private resealed(sealed: string, place: string): string | undefined {
    try {
      return this.box.reseal(sealed, place) ?? sealed;
    } catch {
      return undefined;
    }
  }

  private read(sql: string, values: readonly Value[]) {
    return preparedRows(this.session.manager, sql, values);
  }
}
