import { Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiBody, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { ValidBody } from '../../../shared/http/body.js';
import { ApiOperationOf } from '../../../shared/http/openapi.js';
import { ResourceId } from '../../../shared/http/resource-id.js';
import { CurrentPrincipal, type Principal, Requires } from '../../keystone-auth/index.js';
import { ConfigurePolling } from '../application/configure-polling.js';
import type { Polling } from '../domain/polling.js';

const PIPELINE_ID = new ResourceId('pipeline');

export class PollingRequest {
  @ApiProperty({ minimum: 60, maximum: 86_400, description: 'Seconds from one look to the next.' })
  @IsInt()
  @Min(60)
  @Max(86_400)
  interval!: number;
}

/** How often the repository is looked at, and what came of the last look. */
export class PollingResponse {
  @ApiProperty({ description: 'Seconds from one look to the next.' })
  interval!: number;

  @ApiProperty({ format: 'date-time' })
  next_poll_at!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  last_poll_at!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Why the last look failed; null: it did not.' })
  last_error!: string | null;

  @ApiProperty({ description: 'Executions that the last look started.' })
  last_started!: number;

  @ApiProperty({ description: 'Looks in vain since the last that did not fail.' })
  failures!: number;
}

@ApiTags('triggers')
@Controller('v1/pipelines/:pipeline_id/polling')
export class PollingController {
  constructor(private readonly configure: ConfigurePolling) {}

  @Get()
  @Requires('pipelines:read')
  @ApiOperationOf({
    id: 'getPolling',
    summary: 'Show how the repository is looked at for commits that no webhook told of',
    status: 200,
    type: PollingResponse,
    errors: [404],
  })
  async get(
    @CurrentPrincipal() principal: Principal,
    @Param('pipeline_id', PIPELINE_ID) id: string,
  ): Promise<PollingResponse> {
    return present(await this.configure.show(principal, id));
  }

  @Put()
  @Requires('pipelines:write')
  @ApiBody({ type: PollingRequest })
  @ApiOperationOf({
    id: 'setPolling',
    summary: 'Look at the repository for commits that no webhook told of',
    description: 'The first look takes the repository as it is, and starts nothing.',
    status: 200,
    type: PollingResponse,
    errors: [404, 413, 415],
  })
  async set(
    @CurrentPrincipal() principal: Principal,
    @Param('pipeline_id', PIPELINE_ID) id: string,
    @ValidBody({ type: PollingRequest, code: 'polling.invalid' }) { interval }: PollingRequest,
  ): Promise<PollingResponse> {
    return present(await this.configure.save(principal, id, interval));
  }

  @Delete()
  @HttpCode(204)
  @Requires('pipelines:write')
  @ApiOperationOf({
    id: 'deletePolling',
    summary: 'Look at the repository no more',
    status: 204,
    errors: [404],
  })
  async delete(
    @CurrentPrincipal() principal: Principal,
    @Param('pipeline_id', PIPELINE_ID) id: string,
  ): Promise<void> {
    await this.configure.delete(principal, id);
  }
}

function present(polling: Polling): PollingResponse {
  return {
    interval: polling.interval,
    next_poll_at: polling.nextPollAt.toISOString(),
    last_poll_at: polling.lastPollAt?.toISOString() ?? null,
    last_error: polling.lastError,
    last_started: polling.lastStarted,
    failures: polling.failures,
  };
}
