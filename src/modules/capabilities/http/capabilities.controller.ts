import { Controller, Get, Header, Inject, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { conditional } from '../../../shared/http/conditional.js';
import { ApiOperationOf } from '../../../shared/http/openapi.js';
import { CurrentPrincipal, type Principal, Requires } from '../../keystone-auth/index.js';
import { StationRegistry } from '../../stations/index.js';
import { ShowCapabilities } from '../application/show-capabilities.js';
import { presentCapabilities } from './capabilities.presenter.js';
import { CapabilitiesResponse } from './capabilities.responses.js';

@ApiTags('discovery')
@Controller('v1/capabilities')
export class CapabilitiesController {
  constructor(
    private readonly showCapabilities: ShowCapabilities,
    private readonly stations: StationRegistry,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  @Get()
  @Requires('capabilities:read')
  @Header('Cache-Control', 'private, no-cache')
  @ApiOperationOf({
    id: 'getCapabilities',
    summary: 'What the project can use here',
    description:
      'What is really there, at most five seconds old. A part that does not answer is shown as unavailable with the reason. ' +
      'The answer has an ETag: If-None-Match with it is answered 304 while nothing has changed.',
    status: 200,
    type: CapabilitiesResponse,
  })
  async show(
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CapabilitiesResponse | undefined> {
    const capabilities = await this.showCapabilities.execute(principal);
    const response = presentCapabilities(capabilities, this.config.publicUrl, (url) =>
      this.stations.calledAt(url),
    );
    const version = createHash('sha256').update(JSON.stringify(response)).digest('hex').slice(0, 32);
    return conditional(request, reply, { id: 'capabilities', version }, () => response);
  }
}
