import { MigrationInterface, QueryRunner, TableColumn, TableColumnOptions } from 'typeorm';
import { Columns } from '../columns.js';

/** What does not get on says why. */
export class Hindrances implements MigrationInterface {
  readonly name = 'Hindrances1770000000006';

  async up(runner: QueryRunner): Promise<void> {
    const columns = new Columns(runner);
    await addColumn(runner, 'executions', columns.text('waiting_for', { isNullable: true }));
    await addColumn(runner, 'executions', columns.time('waiting_since', { isNullable: true }));
    await addColumn(runner, 'pipelines', columns.text('status_reason', { isNullable: true }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE pipelines DROP COLUMN status_reason');
    await runner.query('ALTER TABLE executions DROP COLUMN waiting_since');
    await runner.query('ALTER TABLE executions DROP COLUMN waiting_for');
  }
}

/** SQLite adds a column in place; TypeORM would copy the table, and with it break the rows that refer to it. */
async function addColumn(runner: QueryRunner, table: string, column: TableColumnOptions): Promise<void> {
  if (runner.dataSource.options.type !== 'better-sqlite3')
    return runner.addColumn(table, new TableColumn(column));
  await runner.query(`ALTER TABLE ${table} ADD COLUMN "${column.name}" ${column.type}`);
}
