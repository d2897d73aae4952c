import { MigrationInterface, QueryRunner, Table, TableForeignKey } from 'typeorm';
import { Columns } from '../columns.js';

/** The projects' own language packs, and which plans name them. */
export class LanguagePacks implements MigrationInterface {
  readonly name = 'LanguagePacks1770000000050';

  async up(runner: QueryRunner): Promise<void> {
    const columns = new Columns(runner);
    await runner.createTable(packs(columns));
    await runner.createTable(references(columns));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('plan_language_packs');
    await runner.dropTable('language_packs');
  }
}

function packs(columns: Columns): Table {
  return new Table({
    name: 'language_packs',
    columns: [
      columns.id(),
      columns.varchar('project_id', 64),
      columns.varchar('user_id', 64),
      columns.varchar('name', 100),
      columns.text('description'),
      columns.varchar('image', 255, { isNullable: true }),
      columns.text('detect'),
      columns.text('commands'),
      columns.varchar('request_digest', 64, { isNullable: true }),
      columns.integer('version'),
      columns.time('created_at'),
      columns.time('updated_at'),
    ],
    uniques: [{ name: 'uq_language_packs_name', columnNames: ['project_id', 'name'] }],
  });
}

/** A pack that a plan names stays; what a plan names goes with the plan. */
function references(columns: Columns): Table {
  return new Table({
    name: 'plan_language_packs',
    columns: [
      columns.varchar('plan_id', 36, { isPrimary: true }),
      columns.varchar('language_pack_id', 36, { isPrimary: true }),
    ],
    indices: [{ name: 'plan_language_packs_of_pack', columnNames: ['language_pack_id'] }],
    foreignKeys: [reference('plan', 'CASCADE'), reference('language_pack', 'NO ACTION')],
  });
}

function reference(of: 'plan' | 'language_pack', onDelete: string): TableForeignKey {
  return new TableForeignKey({
    name: `plan_language_packs_${of}`,
    columnNames: [`${of}_id`],
    referencedTableName: `${of}s`,
    referencedColumnNames: ['id'],
    onDelete,
    onUpdate: 'NO ACTION',
  });
}
