import { Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { Idempotency } from '../../../shared/domain/idempotency.js';
import { ValidBody } from '../../../shared/http/body.js';
import { IdempotencyKey } from '../../../shared/http/idempotency-key.js';
import { ApiIdempotencyKey, ApiList, ApiOperationOf } from '../../../shared/http/openapi.js';
import { nextLink, pageRequest } from '../../../shared/http/paging.js';
import { ResourceId } from '../../../shared/http/resource-id.js';
import { ConcurrencySlots, ExecutionResponse, Executions, presentExecution } from '../../executions/index.js';
import { CurrentPrincipal, type Principal, Requires } from '../../keystone-auth/index.js';
import { FindPipeline } from '../application/find-pipeline.js';
import { RunPipeline } from '../application/run-pipeline.js';
import { RunPipelineRequest } from './run-pipeline.dto.js';

const PIPELINE_ID = new ResourceId('pipeline');
const SORT_KEYS = ['created_at', 'updated_at', 'state'];
const FILTERS = ['state', 'commit', 'ref', 'trigger'];

@ApiTags('executions')
@Controller('v1/pipelines/:pipeline_id/executions')
export class PipelineExecutionsController {
  constructor(
    private readonly findPipeline: FindPipeline,
    private readonly runPipeline: RunPipeline,
    private readonly executions: Executions,
    private readonly slots: ConcurrencySlots,
    private readonly idempotency: Idempotency,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  @Get()
  @Requires('executions:read')
  @ApiList({
    id: 'listExecutions',
    summary: 'List the executions of a pipeline',
    type: ExecutionResponse,
    sortKeys: SORT_KEYS,
    filters: FILTERS,
    errors: [404],
  })
  async list(
    @CurrentPrincipal() principal: Principal,
    @Param('pipeline_id', PIPELINE_ID) pipelineId: string,
    @Query() query: Record<string, unknown>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ExecutionResponse[]> {
    const request = pageRequest(query, {
      maxPageSize: this.config.maxPageSize,
      sortKeys: SORT_KEYS,
      filters: FILTERS,
    });
    const pipeline = await this.findPipeline.execute(principal, pipelineId);
    const page = await this.executions.ofPipeline(pipeline.id, request);
    const link = nextLink(`${this.config.publicUrl}/v1/pipelines/${pipeline.id}/executions`, query, page);
    if (link) void reply.header('Link', link);
    const items = await this.slots.allExplained(page.items);
    return items.map((execution) => presentExecution(execution, this.config.publicUrl));
  }

  @Post()
  @HttpCode(202)
  @Requires('executions:write')
  @ApiIdempotencyKey()
  @ApiBody({ type: RunPipelineRequest, required: false })
  @ApiOperationOf({
    id: 'startExecution',
    summary: 'Start an execution now',
    status: 202,
    type: ExecutionResponse,
    errors: [400, 404, 409, 413, 415],
  })
  async start(
    @CurrentPrincipal() principal: Principal,
    @Param('pipeline_id', PIPELINE_ID) pipelineId: string,
    @ValidBody({ type: RunPipelineRequest, code: 'execution.invalid' }) body: RunPipelineRequest,
    @IdempotencyKey() key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ExecutionResponse> {
    const identity = this.idempotency.identify(`execution ${pipelineId}`, key, body);
    const revision = { ref: body.ref ?? null, commit: body.commit ?? null };
    const execution = await this.runPipeline.execute(
      principal,
      pipelineId,
      revision,
      body.inputs ?? {},
      identity,
    );
    const response = presentExecution(execution, this.config.publicUrl);
    void reply.header('Location', response.uri);
    return response;
  }
}
