import { MigrationInterface, QueryRunner, Table } from 'typeorm';
import { Columns } from '../columns.js';

/** What has happened, in order, and the logs of jobs where they are kept in the database. */
export class Events implements MigrationInterface {
  readonly name = 'Events1770000000010';

  async up(runner: QueryRunner): Promise<void> {
    const columns = new Columns(runner);
    await runner.createTable(events(columns));
    await runner.createTable(
      new Table({
        name: 'event_sequence',
        columns: [columns.integer('id', { isPrimary: true }), columns.bigint('last')],
      }),
    );
    await runner.query('INSERT INTO event_sequence (id, last) VALUES (1, 0)');
    await runner.createTable(
      new Table({
        name: 'noted_tasks',
        columns: [
          columns.uuid('execution_id', { isPrimary: true }),
          columns.varchar('task_id', 64, { isPrimary: true }),
          columns.varchar('state', 16),
        ],
        foreignKeys: [
          {
            name: 'fk_noted_tasks_execution',
            columnNames: ['execution_id'],
            referencedTableName: 'executions',
            referencedColumnNames: ['id'],
            onDelete: 'CASCADE',
            onUpdate: 'NO ACTION',
          },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'log_chunks',
        columns: [
          columns.uuid('execution_id', { isPrimary: true }),
          columns.varchar('action_execution_id', 64, { isPrimary: true }),
          columns.bigint('start', { isPrimary: true }),
          columns.integer('size'),
          columns.blob('bytes'),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['log_chunks', 'noted_tasks', 'event_sequence', 'events'])
      await runner.dropTable(table);
  }
}

function events(c: Columns): Table {
  return new Table({
    name: 'events',
    columns: [
      c.bigint('sequence', { isPrimary: true }),
      c.varchar('type', 64),
      c.varchar('project_id', 64),
      c.uuid('pipeline_id', { isNullable: true }),
      c.uuid('execution_id', { isNullable: true }),
      c.text('data'),
      c.time('created_at'),
    ],
    indices: [
      { name: 'ix_events_project', columnNames: ['project_id', 'sequence'] },
      { name: 'ix_events_execution', columnNames: ['execution_id', 'sequence'] },
      { name: 'ix_events_age', columnNames: ['created_at'] },
    ],
  });
}
