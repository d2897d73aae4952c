import {
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Post,
  Put,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { Idempotency } from '../../../shared/domain/idempotency.js';
import { ValidBody } from '../../../shared/http/body.js';
import { conditional } from '../../../shared/http/conditional.js';
import { etagOf, requireMatch } from '../../../shared/http/etag.js';
import { IdempotencyKey } from '../../../shared/http/idempotency-key.js';
import { ApiIdempotencyKey, ApiIfMatch, ApiList, ApiOperationOf } from '../../../shared/http/openapi.js';
import { nextLink, pageRequest } from '../../../shared/http/paging.js';
import { ResourceId } from '../../../shared/http/resource-id.js';
import { RecentRuns } from '../../executions/index.js';
import {
  ApiAllProjects,
  CurrentPrincipal,
  ListScopes,
  type Principal,
  Requires,
} from '../../keystone-auth/index.js';
import { CreatePipeline } from '../application/create-pipeline.js';
import { DeletePipeline } from '../application/delete-pipeline.js';
import { FindPipeline } from '../application/find-pipeline.js';
import { UpdatePipeline } from '../application/update-pipeline.js';
import { Pipeline, PipelineFields } from '../domain/pipeline.js';
import { Pipelines } from '../domain/pipelines.js';
import { concurrencyFrom } from './concurrency.dto.js';
import { CreatePipelineRequest, UpdatePipelineRequest } from './pipeline.dto.js';
import {
  CreatedPipelineResponse,
  PipelineResponse,
  presentPipeline,
  versionOf,
} from './pipeline.presenter.js';
import { ApiPipelineListQuery, pipelineListQuery } from './pipeline-list-query.js';
import { planIdFrom } from './plan-uri.js';
import { triggerSettingsFrom } from './trigger.dto.js';

const PIPELINE_ID = new ResourceId('pipeline');
const SORT_KEYS = ['created_at', 'updated_at', 'name', 'workbook_name'];
const FILTERS = ['name', 'workbook_name', 'plan_id'];

@ApiTags('pipelines')
@Controller('v1/pipelines')
export class PipelinesController {
  constructor(
    private readonly createPipeline: CreatePipeline,
    private readonly findPipeline: FindPipeline,
    private readonly updatePipeline: UpdatePipeline,
    private readonly deletePipeline: DeletePipeline,
    private readonly pipelines: Pipelines,
    private readonly recentRuns: RecentRuns,
    private readonly listScopes: ListScopes,
    private readonly idempotency: Idempotency,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  @Post()
  @Requires('pipelines:write')
  @ApiIdempotencyKey()
  @ApiBody({ type: CreatePipelineRequest })
  @ApiOperationOf({
    id: 'createPipeline',
    summary: 'Create a pipeline and start its first execution',
    description:
      'Makes an empty stack, the delegation and, where the engine lacks it, the workbook. If a step fails nothing is left behind.',
    status: 201,
    type: CreatedPipelineResponse,
    errors: [400, 409, 413, 415],
  })
  async create(
    @CurrentPrincipal() principal: Principal,
    @ValidBody({ type: CreatePipelineRequest, code: 'pipeline.invalid' }) body: CreatePipelineRequest,
    @IdempotencyKey() key: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CreatedPipelineResponse> {
    const fields: PipelineFields = {
      name: body.name,
      description: body.description ?? '',
      tags: body.tags ?? [],
      planId: planIdFrom(body.plan_uri, this.config.publicUrl, request.headers.host),
      workbookName: body.workbook_name,
      runTimeout: body.run_timeout ?? null,
      taskTimeout: body.task_timeout ?? null,
      concurrency: concurrencyFrom(body.concurrency),
    };
    const identity = this.idempotency.identify(`pipeline ${principal.projectId}`, key, body);
    const settings = triggerSettingsFrom(body.trigger ?? {});
    const { pipeline, secret } = await this.createPipeline.execute(principal, fields, settings, identity);
    const response = { ...presentPipeline(pipeline, this.config.publicUrl), trigger_secret: secret };
    void reply.header('Location', response.uri).header('ETag', etagOf(pipeline.id, versionOf(pipeline)));
    return response;
  }

  @Get()
  @Requires('pipelines:read')
  @ApiAllProjects()
  @ApiPipelineListQuery()
  @ApiList({
    id: 'listPipelines',
    summary: 'List the pipelines of the project',
    type: PipelineResponse,
    sortKeys: SORT_KEYS,
    filters: FILTERS,
  })
  async list(
    @CurrentPrincipal() principal: Principal,
    @Query() query: Record<string, unknown>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PipelineResponse[]> {
    const { scope, query: rest } = this.listScopes.of(principal, 'pipelines', query);
    const { nameContains, recentExecutions, query: paging } = pipelineListQuery(rest);
    const request = pageRequest(paging, {
      maxPageSize: this.config.maxPageSize,
      sortKeys: SORT_KEYS,
      filters: FILTERS,
    });
    const page = await this.pipelines.list(scope, request, nameContains);
    const link = nextLink(`${this.config.publicUrl}/v1/pipelines`, query, page);
    if (link) void reply.header('Link', link);
    const { publicUrl } = this.config;
    if (recentExecutions === undefined)
      return page.items.map((pipeline) => presentPipeline(pipeline, publicUrl));
    const ids = page.items.map(({ id }) => id);
    const recent = await this.recentRuns.of(ids, recentExecutions);
    return page.items.map((pipeline) => presentPipeline(pipeline, publicUrl, recent.get(pipeline.id) ?? []));
  }

  @Get(':pipeline_id')
  @Requires('pipelines:read')
  @ApiOperationOf({
    id: 'getPipeline',
    summary: 'Show a pipeline',
    status: 200,
    type: PipelineResponse,
    errors: [404],
  })
  async get(
    @CurrentPrincipal() principal: Principal,
    @Param('pipeline_id', PIPELINE_ID) id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PipelineResponse | undefined> {
    const pipeline = await this.findPipeline.execute(principal, id);
    const resource = { id, version: versionOf(pipeline) };
    return conditional(request, reply, resource, () => presentPipeline(pipeline, this.config.publicUrl));
  }

  @Put(':pipeline_id')
  @Requires('pipelines:write')
  @ApiIfMatch()
  @ApiBody({ type: UpdatePipelineRequest })
  @ApiOperationOf({
    id: 'updatePipeline',
    summary: 'Change a pipeline; fields not given stay',
    status: 200,
    type: PipelineResponse,
    errors: [400, 404, 409, 412, 413, 415],
  })
  async update(
    @CurrentPrincipal() principal: Principal,
    @Param('pipeline_id', PIPELINE_ID) id: string,
    @ValidBody({ type: UpdatePipelineRequest, code: 'pipeline.invalid' }) body: UpdatePipelineRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PipelineResponse> {
    const { trigger } = body;
    const pipeline = await this.updatePipeline.execute(
      principal,
      id,
      {
        fields: this.changesFrom(body, request.headers.host),
        trigger: trigger && ((present) => triggerSettingsFrom(trigger, present)),
      },
      matching(request.headers['if-match']),
    );
    void reply.header('ETag', etagOf(id, versionOf(pipeline)));
    return presentPipeline(pipeline, this.config.publicUrl);
  }

  @Delete(':pipeline_id')
  @HttpCode(204)
  @Requires('pipelines:write')
  @ApiIfMatch()
  @ApiOperationOf({
    id: 'deletePipeline',
    summary: 'Delete a pipeline, its executions and its stack',
    status: 204,
    errors: [404, 412],
  })
  async delete(
    @CurrentPrincipal() principal: Principal,
    @Param('pipeline_id', PIPELINE_ID) id: string,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    await this.deletePipeline.execute(principal, id, matching(ifMatch));
  }

  private changesFrom(body: UpdatePipelineRequest, host: string | undefined): Partial<PipelineFields> {
    return {
      ...(body.name == null ? {} : { name: body.name }),
      ...(body.description == null ? {} : { description: body.description }),
      ...(body.tags == null ? {} : { tags: body.tags }),
      ...(body.plan_uri == null ? {} : { planId: planIdFrom(body.plan_uri, this.config.publicUrl, host) }),
      ...(body.workbook_name == null ? {} : { workbookName: body.workbook_name }),
      ...(body.run_timeout === undefined ? {} : { runTimeout: body.run_timeout }),
      ...(body.task_timeout === undefined ? {} : { taskTimeout: body.task_timeout }),
      ...(body.concurrency === undefined ? {} : { concurrency: concurrencyFrom(body.concurrency) }),
    };
  }
}

function matching(ifMatch: string | undefined): (pipeline: Pipeline) => void {
  return (pipeline) => requireMatch(ifMatch, etagOf(pipeline.id, versionOf(pipeline)));
}
