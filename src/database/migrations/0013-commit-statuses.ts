import { MigrationInterface, QueryRunner, Table } from 'typeorm';
import { Columns } from '../columns.js';

export class CommitStatuses implements MigrationInterface {
  readonly name = 'CommitStatuses1770000000013';

  async up(runner: QueryRunner): Promise<void> {
    const columns = new Columns(runner);
    await runner.createTable(statusReporting(columns));
    await runner.createTable(commitStatuses(columns));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('commit_statuses');
    await runner.dropTable('status_reporting');
  }
}

function statusReporting(columns: Columns): Table {
  return new Table({
    name: 'status_reporting',
    columns: [
      columns.id('pipeline_id'),
      columns.varchar('project_id', 64),
      columns.varchar('host', 16),
      columns.varchar('api_url', 255),
      columns.text('sealed_token'),
      columns.time('created_at'),
      columns.time('updated_at'),
    ],
    foreignKeys: [ofPipeline('status_reporting_pipeline')],
  });
}

function commitStatuses(columns: Columns): Table {
  return new Table({
    name: 'commit_statuses',
    columns: [
      columns.id(),
      columns.varchar('project_id', 64),
      columns.uuid('pipeline_id'),
      columns.varchar('sha', 64),
      columns.uuid('execution_id'),
      columns.time('execution_created_at'),
      columns.varchar('state', 16),
      columns.integer('version'),
      columns.integer('sent_version'),
      columns.time('sent_at', { isNullable: true }),
      columns.integer('attempts'),
      columns.time('due_at', { isNullable: true }),
      columns.time('lease_until'),
      columns.text('last_error', { isNullable: true }),
      columns.time('created_at'),
      columns.time('updated_at'),
    ],
    indices: [
      { name: 'commit_statuses_of_commit', columnNames: ['pipeline_id', 'sha'], isUnique: true },
      { name: 'commit_statuses_by_age', columnNames: ['pipeline_id', 'created_at', 'id'] },
      { name: 'commit_statuses_by_due', columnNames: ['due_at'] },
    ],
    foreignKeys: [ofPipeline('commit_statuses_pipeline')],
  });
}

function ofPipeline(name: string) {
  return {
    name,
    columnNames: ['pipeline_id'],
    referencedTableName: 'pipelines',
    referencedColumnNames: ['id'],
    onDelete: 'CASCADE',
    onUpdate: 'NO ACTION',
  };
}
