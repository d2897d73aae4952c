import { MigrationInterface, QueryRunner, Table } from 'typeorm';
import { Columns } from '../columns.js';

export class Workers implements MigrationInterface {
  readonly name = 'Workers1770000000019';

  async up(runner: QueryRunner): Promise<void> {
    const columns = new Columns(runner);
    await runner.createTable(
      new Table({
        name: 'workers',
        columns: [
          columns.varchar('id', 255, { isPrimary: true }),
          columns.text('runners'),
          columns.text('image_formats'),
          columns.time('started_at'),
          columns.time('seen_at'),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('workers');
  }
}
