import { Controller, Delete, Get, HttpCode, Inject, Param, Put, Query, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { ValidBody } from '../../../shared/http/body.js';
import { ApiList, ApiOperationOf } from '../../../shared/http/openapi.js';
import { nextLink, pageRequest } from '../../../shared/http/paging.js';
import { ResourceId } from '../../../shared/http/resource-id.js';
import { CurrentPrincipal, type Principal, Requires } from '../../keystone-auth/index.js';
import { FindPipeline } from '../../pipelines/index.js';
import { ConfigureReporting } from '../application/configure-reporting.js';
import { CommitStatuses } from '../domain/commit-statuses.js';
import { StatusReportingRequest } from './status-reporting.dto.js';
import {
  CommitStatusResponse,
  presentReporting,
  presentStatus,
  StatusReportingResponse,
} from './status.presenter.js';

const PIPELINE_ID = new ResourceId('pipeline');
const SORT_KEYS = ['created_at', 'updated_at'];
const FILTERS = ['sha', 'state'];

@ApiTags('commit statuses')
@Controller('v1/pipelines/:pipeline_id')
export class StatusReportingController {
  constructor(
    private readonly configure: ConfigureReporting,
    private readonly findPipeline: FindPipeline,
    private readonly statuses: CommitStatuses,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  @Get('status-reporting')
  @Requires('pipelines:read')
  @ApiOperationOf({
    id: 'getStatusReporting',
    summary: 'Show where the pipeline reports its runs',
    status: 200,
    type: StatusReportingResponse,
    errors: [404],
  })
  async get(
    @CurrentPrincipal() principal: Principal,
    @Param('pipeline_id', PIPELINE_ID) id: string,
  ): Promise<StatusReportingResponse> {
    return presentReporting(await this.configure.show(principal, id), this.config.publicUrl);
  }

  @Put('status-reporting')
  @Requires('pipelines:write')
  @ApiBody({ type: StatusReportingRequest })
  @ApiOperationOf({
    id: 'setStatusReporting',
    summary: 'Report the state of each run to the git host, as a status of its commit',
    description: 'The repository is the plan’s. What could not be sent so far is sent again.',
    status: 200,
    type: StatusReportingResponse,
    errors: [400, 404, 413, 415],
  })
  async set(
    @CurrentPrincipal() principal: Principal,
    @Param('pipeline_id', PIPELINE_ID) id: string,
    @ValidBody({ type: StatusReportingRequest, code: 'status_reporting.invalid' })
    body: StatusReportingRequest,
  ): Promise<StatusReportingResponse> {
    const fields = { host: body.host, apiUrl: body.api_url ?? undefined, token: body.token ?? undefined };
    return presentReporting(await this.configure.save(principal, id, fields), this.config.publicUrl);
  }

  @Delete('status-reporting')
  @HttpCode(204)
  @Requires('pipelines:write')
  @ApiOperationOf({
    id: 'deleteStatusReporting',
    summary: 'Report no more, and forget the token',
    status: 204,
    errors: [404],
  })
  async delete(
    @CurrentPrincipal() principal: Principal,
    @Param('pipeline_id', PIPELINE_ID) id: string,
  ): Promise<void> {
    await this.configure.delete(principal, id);
  }

  @Get('commit-statuses')
  @Requires('pipelines:read')
  @ApiList({
    id: 'listCommitStatuses',
    summary: 'List what the git host is to show of the commits, and whether it does',
    type: CommitStatusResponse,
    sortKeys: SORT_KEYS,
    filters: FILTERS,
    errors: [404],
  })
  async list(
    @CurrentPrincipal() principal: Principal,
    @Param('pipeline_id', PIPELINE_ID) pipelineId: string,
    @Query() query: Record<string, unknown>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommitStatusResponse[]> {
    const options = { maxPageSize: this.config.maxPageSize, sortKeys: SORT_KEYS, filters: FILTERS };
    const request = pageRequest(query, options);
    const { id } = await this.findPipeline.execute(principal, pipelineId);
    const page = await this.statuses.ofPipeline(id, request);
    const link = nextLink(`${this.config.publicUrl}/v1/pipelines/${id}/commit-statuses`, query, page);
    if (link) void reply.header('Link', link);
    return page.items.map((status) => presentStatus(status, this.config.publicUrl));
  }
}
