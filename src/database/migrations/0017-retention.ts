import { MigrationInterface, QueryRunner, Table, TableColumn, TableColumnOptions } from 'typeorm';
import { Columns } from '../columns.js';

/** What is kept for how long, and who did what. */
export class Retention implements MigrationInterface {
  readonly name = 'Retention1770000000017';

  async up(runner: QueryRunner): Promise<void> {
    const columns = new Columns(runner);
    await runner.createTable(sweepLease(columns));
    await runner.query('INSERT INTO sweep_lease (id, owner, lease_until) VALUES (1, NULL, 0)');
    await runner.createTable(expiredExecutions(columns));
    await runner.createTable(auditEntries(columns));
    await addColumn(runner, 'station_jobs', columns.boolean('log_expired', { default: 0 }));
    await runner.query('CREATE INDEX ix_station_jobs_log ON station_jobs (log_expired, finished_at)');
    await runner.query(
      'CREATE INDEX executions_by_outcome ON executions (pipeline_id, state, created_at, id)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    const on = (table: string) => (isSqlite(runner) ? '' : ` ON ${table}`);
    await runner.query(`DROP INDEX executions_by_outcome${on('executions')}`);
    await runner.query(`DROP INDEX ix_station_jobs_log${on('station_jobs')}`);
    await runner.query('ALTER TABLE station_jobs DROP COLUMN log_expired');
    for (const table of ['audit_entries', 'expired_executions', 'sweep_lease']) await runner.dropTable(table);
  }
}

function sweepLease(c: Columns): Table {
  return new Table({
    name: 'sweep_lease',
    columns: [
      c.integer('id', { isPrimary: true }),
      c.uuid('owner', { isNullable: true }),
      c.bigint('lease_until'),
    ],
  });
}

function expiredExecutions(c: Columns): Table {
  return new Table({ name: 'expired_executions', columns: [c.id('execution_id'), c.time('expired_at')] });
}

function auditEntries(c: Columns): Table {
  const optional = { isNullable: true };
  return new Table({
    name: 'audit_entries',
    columns: [
      c.id(),
      c.time('created_at'),
      c.varchar('actor', 16),
      c.varchar('project_id', 64, optional),
      c.varchar('user_id', 64, optional),
      c.varchar('user_name', 255, optional),
      c.varchar('user_project_id', 64, optional),
      c.text('roles'),
      c.boolean('delegated'),
      c.varchar('operation', 100),
      c.varchar('resource_type', 64),
      c.varchar('resource_id', 255, optional),
      c.integer('status', optional),
      c.text('detail', optional),
      c.varchar('request_id', 64, optional),
      c.varchar('remote_address', 64, optional),
      c.varchar('user_agent', 255, optional),
    ],
    indices: [
      { name: 'audit_entries_by_age', columnNames: ['created_at', 'id'] },
      { name: 'audit_entries_of_project', columnNames: ['project_id', 'created_at', 'id'] },
      { name: 'audit_entries_of_resource', columnNames: ['resource_id', 'created_at', 'id'] },
      { name: 'audit_entries_of_user', columnNames: ['user_id', 'created_at', 'id'] },
    ],
  });
}

/** SQLite adds a column in place; TypeORM would copy the table. */
async function addColumn(runner: QueryRunner, table: string, column: TableColumnOptions): Promise<void> {
  if (!isSqlite(runner)) return runner.addColumn(table, new TableColumn(column));
  const value = String(column.default);
  await runner.query(
    `ALTER TABLE ${table} ADD COLUMN "${column.name}" ${column.type} NOT NULL DEFAULT (${value})`,
  );
}

function isSqlite(runner: QueryRunner): boolean {
  return runner.dataSource.options.type === 'better-sqlite3';
}
