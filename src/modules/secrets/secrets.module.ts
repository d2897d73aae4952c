import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PipelinesModule } from '../pipelines/index.js';
import { PlansModule } from '../plans/index.js';
import { DeleteSecret } from './application/delete-secret.js';
import { ListSecrets } from './application/list-secrets.js';
import { ReadRunSecrets } from './application/read-run-secrets.js';
import { SecretOwners } from './application/secret-owners.js';
import { SetSecret } from './application/set-secret.js';
import { RunSecrets } from './domain/run-secrets.js';
import { Secrets } from './domain/secrets.js';
import { PipelineSecretsController } from './http/pipeline-secrets.controller.js';
import { PlanSecretsController } from './http/plan-secrets.controller.js';
import { SecretRecord } from './infrastructure/secret.record.js';
import { TypeOrmSecrets } from './infrastructure/typeorm-secrets.js';

@Module({
  imports: [TypeOrmModule.forFeature([SecretRecord]), PlansModule, PipelinesModule],
  controllers: [PlanSecretsController, PipelineSecretsController],
  providers: [
    DeleteSecret,
    ListSecrets,
    SecretOwners,
    SetSecret,
    { provide: Secrets, useClass: TypeOrmSecrets },
    { provide: RunSecrets, useClass: ReadRunSecrets },
  ],
  exports: [RunSecrets],
})
export class SecretsModule {}
