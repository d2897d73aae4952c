import { MigrationInterface, QueryRunner, Table } from 'typeorm';
import { Columns } from '../columns.js';

/** The embedded engine: workbooks, runs, what is to happen to them, and the actions they have sent out. */
export class WorkflowEngine implements MigrationInterface {
  readonly name = 'WorkflowEngine1770000000002';

  async up(runner: QueryRunner): Promise<void> {
    const columns = new Columns(runner);
    await runner.createTable(workbooks(columns));
    await runner.createTable(executions(columns));
    await runner.createTable(events(columns));
    await runner.createTable(actions(columns));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['engine_actions', 'engine_events', 'engine_executions', 'engine_workbooks']) {
      await runner.dropTable(table);
    }
  }
}

function workbooks(columns: Columns): Table {
  return new Table({
    name: 'engine_workbooks',
    columns: [
      columns.id(),
      columns.varchar('project_id', 64),
      columns.varchar('name', 255),
      columns.text('definition'),
      columns.time('created_at'),
      columns.time('updated_at'),
    ],
    uniques: [{ name: 'uq_engine_workbooks_name', columnNames: ['project_id', 'name'] }],
  });
}

function executions(columns: Columns): Table {
  return new Table({
    name: 'engine_executions',
    columns: [
      columns.id(),
      columns.varchar('project_id', 64),
      columns.varchar('workflow_name', 512),
      columns.varchar('state', 16),
      columns.varchar('definition_digest', 64),
      columns.text('definition'),
      columns.text('document'),
      columns.integer('version'),
      columns.bigint('next_timer_at', { isNullable: true }),
      columns.time('created_at'),
      columns.time('updated_at'),
    ],
    indices: [{ name: 'ix_engine_executions_timer', columnNames: ['next_timer_at'] }],
  });
}

function events(columns: Columns): Table {
  return new Table({
    name: 'engine_events',
    columns: [
      columns.integer('id', { isPrimary: true, isGenerated: true, generationStrategy: 'increment' }),
      columns.uuid('execution_id'),
      columns.text('event'),
      columns.bigint('created_at'),
    ],
    indices: [
      { name: 'ix_engine_events_execution', columnNames: ['execution_id'] },
      { name: 'ix_engine_events_created', columnNames: ['created_at'] },
    ],
  });
}

function actions(columns: Columns): Table {
  return new Table({
    name: 'engine_actions',
    columns: [
      columns.id(),
      columns.uuid('execution_id'),
      columns.varchar('status', 8),
      columns.uuid('owner'),
      columns.bigint('lease_until'),
    ],
    indices: [
      { name: 'ix_engine_actions_execution', columnNames: ['execution_id'] },
      { name: 'ix_engine_actions_lease', columnNames: ['status', 'lease_until'] },
    ],
  });
}
