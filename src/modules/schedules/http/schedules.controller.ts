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
import { CurrentPrincipal, type Principal, Requires } from '../../keystone-auth/index.js';
import { FindPipeline } from '../../pipelines/index.js';
import { CreateSchedule } from '../application/create-schedule.js';
import { DeleteSchedule } from '../application/delete-schedule.js';
import { PipelineSchedules } from '../application/pipeline-schedules.js';
import { UpdateSchedule } from '../application/update-schedule.js';
import type { Schedule, ScheduleFields } from '../domain/schedule.js';
import { Schedules } from '../domain/schedules.js';
import { CreateScheduleRequest, UpdateScheduleRequest } from './schedule.dto.js';
import { presentSchedule, ScheduleResponse, versionOf } from './schedule.presenter.js';

const PIPELINE_ID = new ResourceId('pipeline');
const SCHEDULE_ID = new ResourceId('schedule');
const SORT_KEYS = ['created_at', 'updated_at'];

@ApiTags('schedules')
@Controller('v1/pipelines/:pipeline_id/schedules')
export class SchedulesController {
  constructor(
    private readonly createSchedule: CreateSchedule,
    private readonly updateSchedule: UpdateSchedule,
    private readonly deleteSchedule: DeleteSchedule,
    private readonly pipelineSchedules: PipelineSchedules,
    private readonly findPipeline: FindPipeline,
    private readonly schedules: Schedules,
    private readonly idempotency: Idempotency,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  @Post()
  @Requires('pipelines:write')
  @ApiIdempotencyKey()
  @ApiBody({ type: CreateScheduleRequest })
  @ApiOperationOf({
    id: 'createSchedule',
    summary: 'Start the pipeline at certain times',
    description: 'The service acts on the pipeline’s delegation, as it does for a webhook.',
    status: 201,
    type: ScheduleResponse,
    errors: [400, 404, 409, 413, 415],
  })
  async create(
    @CurrentPrincipal() principal: Principal,
    @Param('pipeline_id', PIPELINE_ID) pipelineId: string,
    @ValidBody({ type: CreateScheduleRequest, code: 'schedule.invalid' }) body: CreateScheduleRequest,
    @IdempotencyKey() key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScheduleResponse> {
    const identity = this.idempotency.identify(`schedule ${pipelineId}`, key, body);
    const fields = {
      timeZone: 'UTC',
      ref: null,
      inputs: {},
      enabled: true,
      ...fieldsFrom(body),
      cron: body.cron,
    };
    const schedule = await this.createSchedule.execute(principal, pipelineId, fields, identity);
    const response = presentSchedule(schedule, this.config.publicUrl);
    void reply.header('Location', response.uri).header('ETag', etagOf(schedule.id, versionOf(schedule)));
    return response;
  }

  @Get()
  @Requires('pipelines:read')
  @ApiList({
    id: 'listSchedules',
    summary: 'List the schedules of a pipeline',
    type: ScheduleResponse,
    sortKeys: SORT_KEYS,
    filters: [],
    errors: [404],
  })
  async list(
    @CurrentPrincipal() principal: Principal,
    @Param('pipeline_id', PIPELINE_ID) pipelineId: string,
    @Query() query: Record<string, unknown>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScheduleResponse[]> {
    const options = { maxPageSize: this.config.maxPageSize, sortKeys: SORT_KEYS, filters: [] };
    const request = pageRequest(query, options);
    const { id } = await this.findPipeline.execute(principal, pipelineId);
    const page = await this.schedules.ofPipeline(id, request);
    const link = nextLink(`${this.config.publicUrl}/v1/pipelines/${id}/schedules`, query, page);
    if (link) void reply.header('Link', link);
    return page.items.map((schedule) => presentSchedule(schedule, this.config.publicUrl));
  }

  @Get(':schedule_id')
  @Requires('pipelines:read')
  @ApiOperationOf({
    id: 'getSchedule',
    summary: 'Show a schedule, when it is due next, and its last run',
    status: 200,
    type: ScheduleResponse,
    errors: [404],
  })
  async get(
    @CurrentPrincipal() principal: Principal,
    @Param('pipeline_id', PIPELINE_ID) pipelineId: string,
    @Param('schedule_id', SCHEDULE_ID) id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScheduleResponse | undefined> {
    const schedule = await this.pipelineSchedules.one(principal, pipelineId, id);
    const resource = { id, version: versionOf(schedule) };
    return conditional(request, reply, resource, () => presentSchedule(schedule, this.config.publicUrl));
  }

  @Put(':schedule_id')
  @Requires('pipelines:write')
  @ApiIfMatch()
  @ApiBody({ type: UpdateScheduleRequest })
  @ApiOperationOf({
    id: 'updateSchedule',
    summary: 'Change a schedule; fields not given stay',
    status: 200,
    type: ScheduleResponse,
    errors: [400, 404, 409, 412, 413, 415],
  })
  async update(
    @CurrentPrincipal() principal: Principal,
    @Param('pipeline_id', PIPELINE_ID) pipelineId: string,
    @Param('schedule_id', SCHEDULE_ID) id: string,
    @ValidBody({ type: UpdateScheduleRequest, code: 'schedule.invalid' }) body: UpdateScheduleRequest,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScheduleResponse> {
    const check = matching(ifMatch);
    const schedule = await this.updateSchedule.execute(principal, pipelineId, id, fieldsFrom(body), check);
    void reply.header('ETag', etagOf(id, versionOf(schedule)));
    return presentSchedule(schedule, this.config.publicUrl);
  }

  @Delete(':schedule_id')
  @HttpCode(204)
  @Requires('pipelines:write')
  @ApiIfMatch()
  @ApiOperationOf({
    id: 'deleteSchedule',
    summary: 'Delete a schedule; the executions that it started stay',
    status: 204,
    errors: [404, 412],
  })
  async delete(
    @CurrentPrincipal() principal: Principal,
    @Param('pipeline_id', PIPELINE_ID) pipelineId: string,
    @Param('schedule_id', SCHEDULE_ID) id: string,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    await this.deleteSchedule.execute(principal, pipelineId, id, matching(ifMatch));
  }
}

function fieldsFrom(body: UpdateScheduleRequest): Partial<ScheduleFields> {
  return {
    ...(body.cron == null ? {} : { cron: body.cron.trim() }),
    ...(body.time_zone == null ? {} : { timeZone: body.time_zone }),
    ...(body.ref === undefined ? {} : { ref: body.ref }),
    ...(body.inputs == null ? {} : { inputs: body.inputs }),
    ...(body.enabled == null ? {} : { enabled: body.enabled }),
  };
}

function matching(ifMatch: string | undefined): (schedule: Schedule) => void {
  return (schedule) => requireMatch(ifMatch, etagOf(schedule.id, versionOf(schedule)));
}
