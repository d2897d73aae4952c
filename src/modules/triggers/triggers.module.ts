import { Module } from '@nestjs/common';
import { Clock } from '../../shared/domain/clock.js';
import { PipelinesModule } from '../pipelines/index.js';
import { GitHosts } from './domain/git-host.js';
import { TriggersController } from './http/triggers.controller.js';
import { knownGitHosts } from './infrastructure/hosts/known-hosts.js';

@Module({
  imports: [PipelinesModule],
  controllers: [TriggersController],
  providers: [{ provide: GitHosts, useFactory: knownGitHosts, inject: [Clock] }],
})
export class TriggersModule {}
