import { MigrationInterface, QueryRunner, Table } from 'typeorm';
import { Columns } from '../columns.js';

/** The queue of the stations' jobs. */
export class Stations implements MigrationInterface {
  readonly name = 'Stations1770000000004';

  async up(runner: QueryRunner): Promise<void> {
    const columns = new Columns(runner);
    await runner.createTable(
      new Table({
        name: 'station_jobs',
        columns: [
          columns.id(),
          columns.varchar('station', 64),
          columns.text('input'),
          columns.uuid('execution_id'),
          columns.varchar('task_id', 64),
          columns.varchar('action_execution_id', 64),
          columns.varchar('project_id', 64),
          columns.varchar('state', 16),
          columns.varchar('verdict', 16, { isNullable: true }),
          columns.text('result', { isNullable: true }),
          columns.integer('attempt'),
          columns.integer('losses'),
          columns.varchar('lease_owner', 255, { isNullable: true }),
          columns.time('lease_until', { isNullable: true }),
          columns.time('created_at'),
          columns.time('started_at', { isNullable: true }),
          columns.time('finished_at', { isNullable: true }),
          columns.bigint('log_bytes', { isNullable: true }),
          columns.boolean('reported'),
          columns.integer('report_attempts'),
          columns.time('report_at', { isNullable: true }),
        ],
        uniques: [{ name: 'uq_station_jobs_action', columnNames: ['action_execution_id'] }],
        indices: [
          { name: 'ix_station_jobs_queue', columnNames: ['state', 'created_at'] },
          { name: 'ix_station_jobs_report', columnNames: ['reported', 'report_at'] },
          { name: 'ix_station_jobs_execution', columnNames: ['execution_id', 'created_at'] },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('station_jobs');
  }
}
