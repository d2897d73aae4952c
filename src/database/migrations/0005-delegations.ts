import { MigrationInterface, QueryRunner, Table, TableColumn } from 'typeorm';
import { Columns } from '../columns.js';

export class Delegations implements MigrationInterface {
  readonly name = 'Delegations1770000000005';

  async up(runner: QueryRunner): Promise<void> {
    const columns = new Columns(runner);
    await runner.createTable(
      new Table({
        name: 'delegations',
        columns: [
          columns.id(),
          columns.varchar('project_id', 64),
          columns.varchar('trustor_id', 64),
          columns.varchar('trustor_name', 255),
          columns.text('roles'),
          columns.text('sealed_trust', { isNullable: true }),
          columns.text('earlier_trusts'),
          columns.varchar('status', 16),
          columns.text('reason', { isNullable: true }),
          columns.time('expires_at', { isNullable: true }),
          columns.time('last_proof_at', { isNullable: true }),
          columns.time('next_proof_at'),
          columns.time('renewed_at', { isNullable: true }),
          columns.varchar('taken_over_from', 64, { isNullable: true }),
          columns.time('created_at'),
        ],
        indices: [
          { name: 'delegations_by_status', columnNames: ['status', 'next_proof_at'] },
          { name: 'delegations_by_trustor', columnNames: ['trustor_id'] },
        ],
      }),
    );
    const status = columns.varchar('delegation_status', 16, { default: "'ok'" });
    await addColumn(runner, 'pipelines', status);
    await runner.query('CREATE INDEX pipelines_by_delegation ON pipelines (delegation_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX pipelines_by_delegation${isSqlite(runner) ? '' : ' ON pipelines'}`);
    await runner.query('ALTER TABLE pipelines DROP COLUMN delegation_status');
    await runner.dropTable('delegations');
  }
}

/** SQLite adds a column in place; TypeORM would copy the table, and with it break the rows that refer to it. */
async function addColumn(
  runner: QueryRunner,
  table: string,
  column: ReturnType<Columns['varchar']>,
): Promise<void> {
  if (!isSqlite(runner)) return runner.addColumn(table, new TableColumn(column));
  await runner.query(
    `ALTER TABLE ${table} ADD COLUMN "${column.name}" varchar(${column.length}) NOT NULL DEFAULT ('ok')`,
  );
}

function isSqlite(runner: QueryRunner): boolean {
  return runner.dataSource.options.type === 'better-sqlite3';
}
