import { MigrationInterface, QueryRunner, Table, TableColumn, TableColumnOptions } from 'typeorm';
import { Columns } from '../columns.js';

/** Who did what to an execution and why it ended; what it runs to the letter; until when it may. */
export class ExecutionControl implements MigrationInterface {
  readonly name = 'ExecutionControl1770000000009';

  async up(runner: QueryRunner): Promise<void> {
    const columns = new Columns(runner);
    await runner.createTable(actions(columns));
    await runner.createTable(definitions(columns));
    for (const column of executionColumns(columns)) await addColumn(runner, 'executions', column);
    for (const column of pipelineColumns(columns)) await addColumn(runner, 'pipelines', column);
    await runner.query(
      `UPDATE executions SET ended_by = 'engine', end_reason = COALESCE(state_info, 'The workflow has ended.')
        WHERE state IN ('SUCCESS', 'ERROR', 'CANCELLED')`,
    );
    await runner.query('CREATE INDEX executions_by_deadline ON executions (state, deadline_at)');
    await runner.query('CREATE INDEX executions_by_task_check ON executions (state, tasks_due_at)');
    await runner.query('CREATE INDEX executions_by_engine_copy ON executions (engine_copy)');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const index of ['deadline', 'task_check', 'engine_copy']) {
      const on = isSqlite(runner) ? '' : ' ON executions';
      await runner.query(`DROP INDEX executions_by_${index}${on}`);
    }
    const columns = new Columns(runner);
    for (const { name } of pipelineColumns(columns))
      await runner.query(`ALTER TABLE pipelines DROP COLUMN ${name}`);
    for (const { name } of executionColumns(columns))
      await runner.query(`ALTER TABLE executions DROP COLUMN ${name}`);
    await runner.dropTable('workbook_definitions');
    await runner.dropTable('execution_actions');
  }
}

function actions(c: Columns): Table {
  return new Table({
    name: 'execution_actions',
    columns: [
      c.id(),
      c.uuid('execution_id'),
      c.varchar('kind', 16),
      c.integer('attempt'),
      c.varchar('actor', 16),
      c.varchar('user_id', 64, { isNullable: true }),
      c.varchar('user_name', 255, { isNullable: true }),
      c.text('reason', { isNullable: true }),
      c.varchar('outcome', 16),
      c.text('detail', { isNullable: true }),
      c.text('plan', { isNullable: true }),
      c.uuid('new_execution_id', { isNullable: true }),
      c.time('lease_until', { isNullable: true }),
      c.time('created_at'),
      c.time('finished_at', { isNullable: true }),
    ],
    indices: [
      { name: 'execution_actions_by_age', columnNames: ['execution_id', 'created_at', 'id'] },
      { name: 'execution_actions_by_lease', columnNames: ['lease_until'] },
    ],
  });
}

function definitions(c: Columns): Table {
  return new Table({
    name: 'workbook_definitions',
    columns: [c.varchar('digest', 80, { isPrimary: true }), c.text('definition'), c.time('created_at')],
  });
}

function executionColumns(c: Columns): TableColumnOptions[] {
  const optional = { isNullable: true };
  return [
    c.integer('attempt', { default: 1 }),
    c.uuid('rerun_of', optional),
    c.varchar('pinned_digest', 80, optional),
    c.boolean('engine_copy', { default: 0 }),
    c.varchar('resolved_commit', 64, optional),
    c.varchar('ended_by', 16, optional),
    c.varchar('ended_by_user_id', 64, optional),
    c.varchar('ended_by_user_name', 255, optional),
    c.text('end_reason', optional),
    c.uuid('reopening', optional),
    c.integer('run_timeout', optional),
    c.integer('task_timeout', optional),
    c.time('deadline_at', optional),
    c.time('tasks_due_at', optional),
    c.time('paused_at', optional),
  ];
}

function pipelineColumns(c: Columns): TableColumnOptions[] {
  return [c.integer('run_timeout', { isNullable: true }), c.integer('task_timeout', { isNullable: true })];
}

/** SQLite adds a column in place; TypeORM would copy the table, and with it break the rows that refer to it. */
async function addColumn(runner: QueryRunner, table: string, column: TableColumnOptions): Promise<void> {
  if (!isSqlite(runner)) return runner.addColumn(table, new TableColumn(column));
  const type = column.length ? `${column.type}(${column.length})` : column.type;
  const rest = column.isNullable ? '' : ` NOT NULL DEFAULT (${column.default as number})`;
  await runner.query(`ALTER TABLE ${table} ADD COLUMN "${column.name}" ${type}${rest}`);
}

function isSqlite(runner: QueryRunner): boolean {
  return runner.dataSource.options.type === 'better-sqlite3';
}
