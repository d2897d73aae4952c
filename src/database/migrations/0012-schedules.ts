import { MigrationInterface, QueryRunner, Table } from 'typeorm';
import { Columns } from '../columns.js';

export class Schedules implements MigrationInterface {
  readonly name = 'Schedules1770000000012';

  async up(runner: QueryRunner): Promise<void> {
    const columns = new Columns(runner);
    await runner.createTable(
      new Table({
        name: 'schedules',
        columns: [
          columns.id(),
          columns.varchar('project_id', 64),
          columns.uuid('pipeline_id'),
          columns.varchar('user_id', 64),
          columns.varchar('cron', 100),
          columns.varchar('time_zone', 64),
          columns.varchar('source_ref', 255, { isNullable: true }),
          columns.text('inputs'),
          columns.boolean('enabled'),
          columns.time('next_run_at', { isNullable: true }),
          columns.time('last_due_at', { isNullable: true }),
          columns.uuid('last_execution_id', { isNullable: true }),
          columns.varchar('request_digest', 64, { isNullable: true }),
          columns.integer('version'),
          columns.time('created_at'),
          columns.time('updated_at'),
        ],
        indices: [
          { name: 'schedules_by_due', columnNames: ['next_run_at', 'id'] },
          { name: 'schedules_by_age', columnNames: ['pipeline_id', 'created_at', 'id'] },
        ],
        foreignKeys: [
          {
            name: 'schedules_pipeline',
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
    await runner.dropTable('schedules');
  }
}
