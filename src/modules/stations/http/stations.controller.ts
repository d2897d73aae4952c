import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, UseGuards } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiTags } from '@nestjs/swagger';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { ApiOperationOf } from '../../../shared/http/openapi.js';
import { Public, Requires } from '../../keystone-auth/index.js';
import { AcceptJob } from '../application/accept-job.js';
import { StationRegistry } from '../domain/station-registry.js';
import { callHeaders } from './job.headers.js';
import { CallingExecution, StationCallerGuard } from './station-caller.guard.js';
import { AcceptedJobResponse, StationResponse } from './station.responses.js';

@ApiTags('stations')
@Controller('v1/stations')
export class StationsController {
  constructor(
    private readonly stations: StationRegistry,
    private readonly acceptJob: AcceptJob,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  @Get()
  @Requires('stations:read')
  @ApiOperationOf({
    id: 'listStations',
    summary: 'List the stations and what they are to be given',
    status: 200,
    type: StationResponse,
    isArray: true,
  })
  list(): StationResponse[] {
    return this.stations.describe();
  }

  @Post(':station/jobs')
  @HttpCode(202)
  @Public()
  @UseGuards(StationCallerGuard)
  @ApiHeader({
    name: 'X-Station-Credential',
    description: 'env().solum.credential of the calling workflow',
    required: true,
  })
  @ApiHeader({ name: 'Mistral-Task-Id', description: 'sent by std.mistral_http', required: true })
  @ApiHeader({ name: 'Mistral-Action-Execution-Id', description: 'sent by std.mistral_http', required: true })
  @ApiBody({
    schema: { type: 'object', additionalProperties: true },
    description: 'The input that the station describes.',
  })
  @ApiOperationOf({
    id: 'callStation',
    summary: 'Ask a station for work',
    description:
      'Called by workbooks (std.mistral_http), not by users. The work is done later and its result handed to the workflow engine. ' +
      'The same action execution again is answered with its first job.',
    status: 202,
    type: AcceptedJobResponse,
    errors: [400, 401, 404, 409, 413, 415],
    public: true,
  })
  async call(
    @Param('station') station: string,
    @CallingExecution() executionId: string,
    @Headers() headers: Record<string, string | string[] | undefined>,
    @Body() input: unknown,
  ): Promise<AcceptedJobResponse> {
    const job = await this.acceptJob.execute({ station, executionId, input, ...callHeaders(headers) });
    return {
      job_id: job.id,
      status_url: `${this.config.publicUrl}/v1/executions/${job.executionId}/tasks/${job.taskId}`,
    };
  }
}
