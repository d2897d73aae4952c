import { MigrationInterface, QueryRunner } from 'typeorm';

export class Stations implements MigrationInterface {
  readonly name = 'Stations1770000000004';

  async up(_runner: QueryRunner): Promise<void> {}

  async down(_runner: QueryRunner): Promise<void> {}
}
