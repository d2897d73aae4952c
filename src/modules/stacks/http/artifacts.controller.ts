import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ArtifactStore } from '../../../shared/domain/artifact-store.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { Public } from '../../keystone-auth/index.js';
import { ArtifactLinks } from '../domain/artifact-links.js';

/** For the servers of a stack, by the links that they were given; no part of the API for users. */
@ApiExcludeController()
@Controller('v1/artifacts/:digest/:signature')
export class ArtifactsController {
  constructor(
    private readonly links: ArtifactLinks,
    private readonly artifacts: ArtifactStore,
  ) {}

  @Get()
  @Public()
  async fetch(
    @Param('digest') digest: string,
    @Param('signature') signature: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const id = this.links.artifactOf(digest, signature);
    const artifact = id === undefined ? undefined : await this.artifacts.find(id);
    if (!artifact) throw new DomainError('not_found', 'artifact.not_found', 'There is no such artifact.');
    const content = await this.artifacts.open(artifact.id);
    void reply
      .header('Content-Type', 'application/octet-stream')
      .header('Content-Length', String(artifact.size))
      .send(content);
  }
}
