import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { ApiList } from '../../../shared/http/openapi.js';
import { nextLink, pageRequest } from '../../../shared/http/paging.js';
import { ResourceId } from '../../../shared/http/resource-id.js';
import { Executions, ShowStages } from '../../executions/index.js';
import { CurrentPrincipal, type Principal, Requires } from '../../keystone-auth/index.js';
import { FindPipeline } from '../application/find-pipeline.js';
import { presentStage, StageResponse } from './stage.presenter.js';

const SORT_KEYS = ['created_at'];
const FILTERS = ['state', 'ref', 'trigger'];
/** The engine is asked about each of them. */
const LARGEST_PAGE = 25;

@ApiTags('executions')
@Controller('v1/pipelines/:pipeline_id/stages')
export class PipelineStagesController {
  constructor(
    private readonly findPipeline: FindPipeline,
    private readonly executions: Executions,
    private readonly showStages: ShowStages,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  @Get()
  @Requires('executions:read')
  @ApiList({
    id: 'listStages',
    summary: 'List the executions of a pipeline with their tasks',
    type: StageResponse,
    sortKeys: SORT_KEYS,
    filters: FILTERS,
    errors: [404],
  })
  async list(
    @CurrentPrincipal() principal: Principal,
    @Param('pipeline_id', new ResourceId('pipeline')) pipelineId: string,
    @Query() query: Record<string, unknown>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StageResponse[]> {
    const request = pageRequest(query, { maxPageSize: LARGEST_PAGE, sortKeys: SORT_KEYS, filters: FILTERS });
    const pipeline = await this.findPipeline.execute(principal, pipelineId);
    const page = await this.executions.ofPipeline(pipeline.id, request);
    const link = nextLink(`${this.config.publicUrl}/v1/pipelines/${pipeline.id}/stages`, query, page);
    if (link) void reply.header('Link', link);
    const stages = await this.showStages.execute(principal, page.items);
    return page.items.map((execution, index) =>
      presentStage(execution, stages[index] ?? null, this.config.publicUrl),
    );
  }
}
