import { MigrationInterface, QueryRunner } from 'typeorm';

export class WorkflowEngine implements MigrationInterface {
  readonly name = 'WorkflowEngine1770000000002';

  async up(_runner: QueryRunner): Promise<void> {}

  async down(_runner: QueryRunner): Promise<void> {}
}
