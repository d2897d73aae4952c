import { MigrationInterface, QueryRunner, Table, TableColumnOptions } from 'typeorm';
import { Columns } from '../columns.js';

/** Which runs go one after the other, and who lets a run go on. */
export class ConcurrencyAndApprovals implements MigrationInterface {
  readonly name = 'ConcurrencyAndApprovals1770000000016';

  async up(runner: QueryRunner): Promise<void> {
    const columns = new Columns(runner);
    await runner.createTable(groups(columns));
    await runner.createTable(approvals(columns));
    for (const column of executionColumns(columns)) await addColumn(runner, 'executions', column);
    for (const column of actionColumns(columns)) await addColumn(runner, 'execution_actions', column);
    await addColumn(runner, 'pipelines', columns.text('concurrency', { isNullable: true }));
    await runner.query(
      'CREATE INDEX executions_by_group ON executions (project_id, concurrency_group, state, queue_place)',
    );
    await runner.query('CREATE INDEX executions_by_queue_place ON executions (queue_place)');
  }

  async down(runner: QueryRunner): Promise<void> {
    const on = isSqlite(runner) ? '' : ' ON executions';
    for (const index of ['group', 'queue_place'])
      await runner.query(`DROP INDEX executions_by_${index}${on}`);
    const columns = new Columns(runner);
    await runner.query('ALTER TABLE pipelines DROP COLUMN concurrency');
    for (const { name } of actionColumns(columns))
      await runner.query(`ALTER TABLE execution_actions DROP COLUMN ${name}`);
    for (const { name } of executionColumns(columns))
      await runner.query(`ALTER TABLE executions DROP COLUMN ${name}`);
    await runner.dropTable('approvals');
    await runner.dropTable('concurrency_groups');
  }
}

function groups(c: Columns): Table {
  return new Table({
    name: 'concurrency_groups',
    columns: [
      c.varchar('project_id', 64, { isPrimary: true }),
      c.varchar('name', 120, { isPrimary: true }),
      c.integer('last_place'),
    ],
  });
}

function approvals(c: Columns): Table {
  return new Table({
    name: 'approvals',
    columns: [
      c.id('job_id'),
      c.uuid('execution_id'),
      c.varchar('task_id', 64),
      c.text('roles'),
      c.boolean('four_eyes'),
      c.text('message', { isNullable: true }),
      c.varchar('state', 16),
      c.time('expires_at', { isNullable: true }),
      c.varchar('decided_by_id', 64, { isNullable: true }),
      c.varchar('decided_by_name', 255, { isNullable: true }),
      c.time('created_at'),
    ],
    indices: [
      { name: 'approvals_of_execution', columnNames: ['execution_id', 'task_id'] },
      { name: 'approvals_by_expiry', columnNames: ['state', 'expires_at'] },
    ],
  });
}

function executionColumns(c: Columns): TableColumnOptions[] {
  const optional = { isNullable: true };
  return [
    c.varchar('concurrency_group', 120, optional),
    c.integer('concurrency_limit', optional),
    c.varchar('concurrency_policy', 16, optional),
    c.integer('queue_place', optional),
    c.uuid('superseded_by', optional),
    c.boolean('has_deployed', { default: 0 }),
  ];
}

function actionColumns(c: Columns): TableColumnOptions[] {
  return [c.varchar('task_id', 64, { isNullable: true }), c.text('roles', { isNullable: true })];
}

/** SQL of our own on both: TypeORM would copy the table on SQLite, and with it break the rows that refer to it. */
async function addColumn(runner: QueryRunner, table: string, column: TableColumnOptions): Promise<void> {
  const type = column.length ? `${column.type}(${column.length})` : column.type;
  const text = column.charset ? ` CHARACTER SET ${column.charset} COLLATE ${column.collation}` : '';
  const rest = column.isNullable ? '' : ` NOT NULL DEFAULT ${column.default as number}`;
  await runner.query(`ALTER TABLE ${table} ADD COLUMN ${column.name} ${type}${text}${rest}`);
}

function isSqlite(runner: QueryRunner): boolean {
  return runner.dataSource.options.type === 'better-sqlite3';
}
