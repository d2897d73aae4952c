import { MigrationInterface, QueryRunner, Table, TableForeignKey, TableIndex } from 'typeorm';
import { Columns } from '../columns.js';

export class Core implements MigrationInterface {
  readonly name = 'Core1770000000001';

  async up(runner: QueryRunner): Promise<void> {
    const columns = new Columns(runner);
    await runner.createTable(plans(columns));
    await runner.createTable(pipelines(columns));
    await runner.createTable(executions(columns));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['executions', 'pipelines', 'plans']) await runner.dropTable(table);
  }
}

function plans(c: Columns): Table {
  return new Table({
    name: 'plans',
    columns: [
      c.id(),
      c.varchar('project_id', 64),
      c.varchar('user_id', 64),
      c.varchar('name', 100),
      c.text('document'),
      c.text('repo_tokens', { isNullable: true }),
      c.varchar('request_digest', 64, { isNullable: true }),
      c.integer('version'),
      c.time('created_at'),
      c.time('updated_at'),
    ],
    indices: [
      new TableIndex({ name: 'plans_by_age', columnNames: ['project_id', 'created_at', 'id'] }),
      new TableIndex({ name: 'plans_by_name', columnNames: ['project_id', 'name', 'id'] }),
    ],
  });
}

function pipelines(c: Columns): Table {
  return new Table({
    name: 'pipelines',
    columns: [
      c.id(),
      c.varchar('project_id', 64),
      c.varchar('user_id', 64),
      c.varchar('name', 100),
      c.text('description'),
      c.text('tags'),
      c.uuid('plan_id'),
      c.varchar('workbook_name', 255),
      c.boolean('workbook_created'),
      c.uuid('trigger_id', { isUnique: true }),
      c.uuid('delegation_id'),
      c.varchar('stack_id', 64, { isNullable: true }),
      c.varchar('status', 16),
      c.time('lease_until', { isNullable: true }),
      c.uuid('last_execution_id', { isNullable: true }),
      c.varchar('request_digest', 64, { isNullable: true }),
      c.integer('version'),
      c.time('created_at'),
      c.time('updated_at'),
    ],
    indices: [
      new TableIndex({ name: 'pipelines_by_age', columnNames: ['project_id', 'created_at', 'id'] }),
      new TableIndex({ name: 'pipelines_by_name', columnNames: ['project_id', 'name', 'id'] }),
      new TableIndex({ name: 'pipelines_by_plan', columnNames: ['plan_id'] }),
      new TableIndex({ name: 'pipelines_by_status', columnNames: ['status', 'lease_until'] }),
    ],
    foreignKeys: [
      new TableForeignKey({
        name: 'pipelines_plan',
        columnNames: ['plan_id'],
        referencedTableName: 'plans',
        referencedColumnNames: ['id'],
        onDelete: 'NO ACTION',
        onUpdate: 'NO ACTION',
      }),
    ],
  });
}

function executions(c: Columns): Table {
  return new Table({
    name: 'executions',
    columns: [
      c.id(),
      c.varchar('project_id', 64),
      c.uuid('pipeline_id'),
      c.uuid('delegation_id'),
      c.varchar('workbook_name', 255),
      c.varchar('workbook_digest', 80, { isNullable: true }),
      c.varchar('workflow_name', 511, { isNullable: true }),
      c.varchar('state', 16),
      c.text('state_info', { isNullable: true }),
      c.varchar('trigger_kind', 16),
      c.varchar('actor', 64),
      c.varchar('source_ref', 255, { isNullable: true }),
      c.varchar('source_commit', 64, { isNullable: true }),
      c.text('offered_inputs'),
      c.text('given_inputs'),
      c.text('inputs'),
      c.text('outputs'),
      c.text('repo_token', { isNullable: true }),
      c.varchar('request_digest', 64, { isNullable: true }),
      c.time('hand_over_at', { isNullable: true }),
      c.time('watched_at'),
      c.time('created_at'),
      c.time('started_at', { isNullable: true }),
      c.time('ended_at', { isNullable: true }),
      c.time('updated_at'),
    ],
    indices: [
      new TableIndex({ name: 'executions_by_age', columnNames: ['pipeline_id', 'created_at', 'id'] }),
      new TableIndex({ name: 'executions_by_state', columnNames: ['state', 'watched_at'] }),
      new TableIndex({ name: 'executions_to_hand_over', columnNames: ['hand_over_at'] }),
    ],
  });
}
