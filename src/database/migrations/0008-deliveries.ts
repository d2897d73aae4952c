import { MigrationInterface, QueryRunner, Table, TableColumn, TableForeignKey, TableIndex } from 'typeorm';
import { Columns } from '../columns.js';

/** What the filters of a pipeline from before there were any let through. */
const FILTERS = JSON.stringify({
  branches: [],
  tags: [],
  paths: [],
  events: ['push', 'tag'],
  skipCi: true,
  rebuildPhrase: null,
});

/** Triggers have secrets and settings, and each webhook leaves a row. */
export class Deliveries implements MigrationInterface {
  readonly name = 'Deliveries1770000000008';

  async up(runner: QueryRunner): Promise<void> {
    const columns = new Columns(runner);
    await runner.createTable(pipelineTriggers(columns));
    await runner.createTable(deliveries(columns));
    await runner.createTable(payloads(columns));
    await runner.createTable(rates(columns));
    await addColumn(runner, 'executions', columns.uuid('delivery_id', { isNullable: true }));
    // Git hosts that post to a pipeline of that time do not sign, and go on as they did.
    const unsigned = runner.dataSource.driver.escape('unsigned');
    await runner.query(
      `INSERT INTO pipeline_triggers
         (id, pipeline_id, project_id, ${unsigned}, rate_limit, filters, version, created_at, updated_at)
       SELECT trigger_id, id, project_id, 'allowed', 600, '${FILTERS}', 1, created_at, updated_at FROM pipelines`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE executions DROP COLUMN delivery_id');
    for (const table of ['trigger_rates', 'delivery_payloads', 'deliveries', 'pipeline_triggers'])
      await runner.dropTable(table);
  }
}

function pipelineTriggers(c: Columns): Table {
  return new Table({
    name: 'pipeline_triggers',
    columns: [
      c.id(),
      c.uuid('pipeline_id', { isUnique: true }),
      c.varchar('project_id', 64),
      c.varchar('unsigned', 8),
      c.integer('rate_limit'),
      c.text('filters'),
      c.text('sealed_secret', { isNullable: true }),
      c.time('secret_made_at', { isNullable: true }),
      c.text('sealed_previous', { isNullable: true }),
      c.time('previous_until', { isNullable: true }),
      c.integer('version'),
      c.time('created_at'),
      c.time('updated_at'),
    ],
    foreignKeys: [goesWith('pipelines', 'pipeline_id', 'pipeline_triggers_pipeline')],
  });
}

function deliveries(c: Columns): Table {
  const optional = { isNullable: true };
  return new Table({
    name: 'deliveries',
    columns: [
      c.id(),
      c.varchar('project_id', 64),
      c.uuid('pipeline_id'),
      c.uuid('trigger_id'),
      c.time('received_at'),
      c.varchar('remote_address', 64),
      c.varchar('host', 16),
      c.varchar('event', 100),
      c.varchar('host_delivery_id', 255, optional),
      c.text('headers'),
      c.varchar('body_digest', 64),
      c.integer('body_size'),
      c.varchar('signature', 16),
      c.varchar('verdict', 16),
      c.text('reason', optional),
      c.text('rules'),
      c.varchar('source_ref', 255, optional),
      c.varchar('source_commit', 64, optional),
      c.uuid('execution_id', optional),
      c.uuid('duplicate_of', optional),
      c.uuid('redelivery_of', optional),
      c.varchar('actor', 64, optional),
      c.integer('refused_more'),
      c.varchar('once_key', 64, optional),
      c.varchar('step_key', 64, optional),
      c.varchar('step_from', 64, optional),
    ],
    indices: [
      new TableIndex({ name: 'deliveries_by_age', columnNames: ['pipeline_id', 'received_at', 'id'] }),
      new TableIndex({
        name: 'deliveries_by_verdict',
        columnNames: ['pipeline_id', 'verdict', 'received_at', 'id'],
      }),
      new TableIndex({ name: 'deliveries_once', columnNames: ['trigger_id', 'once_key'], isUnique: true }),
      new TableIndex({
        name: 'deliveries_once_per_step',
        columnNames: ['pipeline_id', 'step_key'],
        isUnique: true,
      }),
      new TableIndex({ name: 'deliveries_by_step', columnNames: ['pipeline_id', 'step_from'] }),
    ],
    foreignKeys: [goesWith('pipelines', 'pipeline_id', 'deliveries_pipeline')],
  });
}

function payloads(c: Columns): Table {
  return new Table({
    name: 'delivery_payloads',
    columns: [c.id('delivery_id'), c.varchar('content_type', 255, { isNullable: true }), c.blob('body')],
    foreignKeys: [goesWith('deliveries', 'delivery_id', 'delivery_payloads_delivery')],
  });
}

function rates(c: Columns): Table {
  return new Table({
    name: 'trigger_rates',
    columns: [c.id('trigger_id'), c.integer('minute'), c.integer('taken'), c.integer('refused')],
    foreignKeys: [goesWith('pipeline_triggers', 'trigger_id', 'trigger_rates_trigger')],
  });
}

function goesWith(table: string, column: string, name: string): TableForeignKey {
  return new TableForeignKey({
    name,
    columnNames: [column],
    referencedTableName: table,
    referencedColumnNames: ['id'],
    onDelete: 'CASCADE',
    onUpdate: 'NO ACTION',
  });
}

/** SQLite adds a column in place; TypeORM would copy the table. */
async function addColumn(
  runner: QueryRunner,
  table: string,
  column: ReturnType<Columns['uuid']>,
): Promise<void> {
  if (runner.dataSource.options.type !== 'better-sqlite3')
    return runner.addColumn(table, new TableColumn(column));
  await runner.query(`ALTER TABLE ${table} ADD COLUMN "${column.name}" varchar(${column.length})`);
}
