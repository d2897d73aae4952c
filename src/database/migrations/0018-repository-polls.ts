import { MigrationInterface, QueryRunner, Table } from 'typeorm';
import { Columns } from '../columns.js';

export class RepositoryPolls implements MigrationInterface {
  readonly name = 'RepositoryPolls1770000000018';

  async up(runner: QueryRunner): Promise<void> {
    const columns = new Columns(runner);
    await runner.createTable(
      new Table({
        name: 'repository_polls',
        columns: [
          columns.id('pipeline_id'),
          columns.varchar('project_id', 64),
          columns.integer('interval_seconds'),
          columns.text('seen', { isNullable: true }),
          columns.time('next_poll_at'),
          columns.time('last_poll_at', { isNullable: true }),
          columns.text('last_error', { isNullable: true }),
          columns.integer('last_started'),
          columns.integer('failures'),
          columns.time('created_at'),
          columns.time('updated_at'),
        ],
        indices: [{ name: 'repository_polls_by_due', columnNames: ['next_poll_at'] }],
        foreignKeys: [
          {
            name: 'repository_polls_pipeline',
            columnNames: ['pipeline_id'],
            referencedTableName: 'pipelines',
            referencedColumnNames: ['id'],
            onDelete: 'CASCADE',
            onUpdate: 'NO ACTION',
          },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('repository_polls');
  }
}
