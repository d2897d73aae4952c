import { MigrationInterface, QueryRunner } from 'typeorm';

export class Core implements MigrationInterface {
  readonly name = 'Core1770000000001';

  async up(_runner: QueryRunner): Promise<void> {}

  async down(_runner: QueryRunner): Promise<void> {}
}
