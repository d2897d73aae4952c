import { MigrationInterface, QueryRunner, Table, TableForeignKey } from 'typeorm';
import { Columns } from '../columns.js';

/** Secrets of plans and of pipelines, which go with their owner. */
export class Secrets implements MigrationInterface {
  readonly name = 'Secrets1770000000011';

  async up(runner: QueryRunner): Promise<void> {
    const columns = new Columns(runner);
    await runner.createTable(
      new Table({
        name: 'secrets',
        columns: [
          columns.id(),
          columns.uuid('plan_id', { isNullable: true }),
          columns.uuid('pipeline_id', { isNullable: true }),
          columns.varchar('name', 64),
          columns.text('sealed_value'),
          columns.integer('version'),
          columns.varchar('set_by', 64),
          columns.varchar('set_by_name', 255),
          columns.time('created_at'),
          columns.time('set_at'),
        ],
        uniques: [
          { name: 'uq_secrets_plan', columnNames: ['plan_id', 'name'] },
          { name: 'uq_secrets_pipeline', columnNames: ['pipeline_id', 'name'] },
        ],
        foreignKeys: [owner('plan'), owner('pipeline')],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('secrets');
  }
}

function owner(kind: 'plan' | 'pipeline'): TableForeignKey {
  return new TableForeignKey({
    name: `secrets_${kind}`,
    columnNames: [`${kind}_id`],
    referencedTableName: `${kind}s`,
    referencedColumnNames: ['id'],
    onDelete: 'CASCADE',
    onUpdate: 'NO ACTION',
  });
}
