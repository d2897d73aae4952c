import { Module } from '@nestjs/common';
import { PipelinesModule } from '../pipelines/index.js';
import { GitHosts } from './domain/git-host.js';
import { TriggersController } from './http/triggers.controller.js';
import { GitHubHost } from './infrastructure/hosts/github-host.js';
import { PlainHost } from './infrastructure/hosts/plain-host.js';

@Module({
  imports: [PipelinesModule],
  controllers: [TriggersController],
  providers: [{ provide: GitHosts, useFactory: () => new GitHosts([new GitHubHost()], new PlainHost()) }],
})
export class TriggersModule {}
