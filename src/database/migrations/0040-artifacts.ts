import { MigrationInterface, QueryRunner, Table } from 'typeorm';
import { Columns } from '../columns.js';
import { noteDeployedArtifacts } from './0040-deployed-artifacts.js';

/** Which artifacts there are, which executions used them, and which of them may run on a stack. */
export class Artifacts implements MigrationInterface {
  readonly name = 'Artifacts1770000000040';

  async up(runner: QueryRunner): Promise<void> {
    const columns = new Columns(runner);
    for (const table of tables(columns)) await runner.createTable(table);
    await noteDeployedArtifacts(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['execution_artifacts', 'deployed_stacks', 'stack_deployments', 'artifacts'])
      await runner.dropTable(table);
  }
}

const ID_LENGTH = 71;

function tables(c: Columns): Table[] {
  const optional = { isNullable: true };
  return [
    new Table({
      name: 'artifacts',
      columns: [
        c.varchar('id', ID_LENGTH, { isPrimary: true }),
        c.varchar('format', 16),
        c.bigint('size'),
        c.uuid('copy'),
        c.varchar('state', 16),
        c.bigint('used_at'),
      ],
      indices: [{ name: 'artifacts_by_use', columnNames: ['state', 'used_at', 'id'] }],
    }),
    new Table({
      name: 'stack_deployments',
      columns: [
        c.id(),
        c.varchar('stack_id', 255),
        c.varchar('artifact_id', ID_LENGTH, optional),
        c.integer('wanted'),
        c.integer('taken', optional),
        c.time('wanted_at'),
      ],
      indices: [
        { name: 'stack_deployments_of_stack', columnNames: ['stack_id'] },
        { name: 'stack_deployments_of_artifact', columnNames: ['artifact_id'] },
      ],
    }),
    new Table({
      name: 'deployed_stacks',
      columns: [c.varchar('stack_id', 255, { isPrimary: true }), c.integer('last')],
    }),
    new Table({
      name: 'execution_artifacts',
      columns: [
        c.varchar('artifact_id', ID_LENGTH, { isPrimary: true }),
        c.uuid('execution_id', { isPrimary: true }),
      ],
      indices: [{ name: 'execution_artifacts_of_execution', columnNames: ['execution_id'] }],
    }),
  ];
}
