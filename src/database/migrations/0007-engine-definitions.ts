import { MigrationInterface, QueryRunner, Table, TableColumn, TableIndex } from 'typeorm';
import { Columns } from '../columns.js';

const EXECUTION_INDEX = { name: 'ix_engine_actions_execution', columnNames: ['execution_id'] };

/** What runs are pinned to is kept once instead of in each run's row, which every step writes. */
export class EngineDefinitions implements MigrationInterface {
  readonly name = 'EngineDefinitions1770000000007';

  async up(runner: QueryRunner): Promise<void> {
    const columns = new Columns(runner);
    await runner.createTable(
      new Table({
        name: 'engine_definitions',
        columns: [columns.varchar('digest', 64, { isPrimary: true }), columns.text('definition')],
      }),
    );
    await runner.query(
      `INSERT INTO engine_definitions (digest, definition)
        SELECT definition_digest, MIN(definition) FROM engine_executions GROUP BY definition_digest`,
    );
    await runner.query('ALTER TABLE engine_executions DROP COLUMN definition');
    await runner.dropIndex('engine_actions', EXECUTION_INDEX.name);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.createIndex('engine_actions', new TableIndex(EXECUTION_INDEX));
    const definition = new Columns(runner).text('definition', { isNullable: true });
    await runner.addColumn('engine_executions', new TableColumn(definition));
    await runner.query(
      `UPDATE engine_executions SET definition =
        (SELECT definition FROM engine_definitions WHERE digest = engine_executions.definition_digest)`,
    );
    await runner.dropTable('engine_definitions');
  }
}
