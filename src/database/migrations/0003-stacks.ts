import { MigrationInterface, QueryRunner } from 'typeorm';

export class Stacks implements MigrationInterface {
  readonly name = 'Stacks1770000000003';

  async up(_runner: QueryRunner): Promise<void> {}

  async down(_runner: QueryRunner): Promise<void> {}
}
