import { MigrationInterface, QueryRunner, Table } from 'typeorm';
import { Columns } from '../columns.js';

export class Stacks implements MigrationInterface {
  readonly name = 'Stacks1770000000003';

  async up(runner: QueryRunner): Promise<void> {
    const column = new Columns(runner);
    await runner.createTable(
      new Table({
        name: 'local_stacks',
        columns: [
          column.id(),
          column.varchar('project_id', 64),
          column.varchar('request_id', 255),
          column.varchar('name', 255),
          column.varchar('status', 32),
          column.text('status_reason', { isNullable: true }),
          column.varchar('template', 64),
          column.text('parameters'),
          column.integer('revision'),
          column.text('live_parameters', { isNullable: true }),
          column.integer('live_revision', { isNullable: true }),
          column.integer('port', { isNullable: true }),
          column.text('outputs'),
          column.varchar('lease_owner', 190, { isNullable: true }),
          column.time('lease_until', { isNullable: true }),
          column.integer('fence'),
          column.time('created_at'),
          column.time('updated_at'),
        ],
        indices: [
          { name: 'local_stacks_request', columnNames: ['project_id', 'request_id'], isUnique: true },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'local_stack_processes',
        columns: [
          column.varchar('mark', 36, { isPrimary: true }),
          column.uuid('stack_id'),
          column.integer('revision'),
          column.integer('pid', { isNullable: true }),
          column.varchar('start_time', 64, { isNullable: true }),
        ],
        indices: [{ name: 'local_stack_processes_stack', columnNames: ['stack_id'] }],
        foreignKeys: [
          {
            name: 'local_stack_processes_of_stack',
            columnNames: ['stack_id'],
            referencedTableName: 'local_stacks',
            referencedColumnNames: ['id'],
            onDelete: 'CASCADE',
            onUpdate: 'NO ACTION',
          },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('local_stack_processes');
    await runner.dropTable('local_stacks');
  }
}
