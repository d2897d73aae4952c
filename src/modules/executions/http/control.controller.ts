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
import { CurrentPrincipal, type Principal, Requires } from '../../keystone-auth/index.js';
import { CancelExecution } from '../application/cancel-execution.js';
import { ListActions } from '../application/list-actions.js';
import { PauseExecution } from '../application/pause-execution.js';
import { RerunExecution } from '../application/rerun-execution.js';
import { ResumeExecution } from '../application/resume-execution.js';
import { Execution } from '../domain/execution.js';
import { ExecutionActionResponse, presentAction } from './action.presenter.js';
import { ControlRequest, RerunRequest } from './control.dto.js';
import { ExecutionResponse, presentExecution } from './execution.presenter.js';

const EXECUTION_ID = new ResourceId('execution');
const BODY = { type: ControlRequest, code: 'execution.invalid' };
const SORT_KEYS = ['created_at'];
const FILTERS = ['kind', 'outcome'];

/** Steering of a run; each action is written down with who, when and why. */
@ApiTags('executions')
@Controller('v1/executions/:execution_id')
export class ControlController {
  constructor(
    private readonly cancelExecution: CancelExecution,
    private readonly pauseExecution: PauseExecution,
    private readonly resumeExecution: ResumeExecution,
    private readonly rerunExecution: RerunExecution,
    private readonly listActions: ListActions,
    private readonly idempotency: Idempotency,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  @Get('actions')
  @Requires('executions:read')
  @ApiList({
    id: 'listActions',
    summary: 'List what was done to an execution: by whom, when, why, and how it went',
    type: ExecutionActionResponse,
    sortKeys: SORT_KEYS,
    filters: FILTERS,
    errors: [404],
  })
  async actions(
    @CurrentPrincipal() principal: Principal,
    @Param('execution_id', EXECUTION_ID) id: string,
    @Query() query: Record<string, unknown>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ExecutionActionResponse[]> {
    const { maxPageSize, publicUrl } = this.config;
    const request = pageRequest(query, { maxPageSize, sortKeys: SORT_KEYS, filters: FILTERS });
    const page = await this.listActions.execute(principal, id, request);
    const link = nextLink(`${publicUrl}/v1/executions/${id}/actions`, query, page);
    if (link) void reply.header('Link', link);
    return page.items.map((action) => presentAction(action, publicUrl));
  }

  @Post('cancel')
  @HttpCode(202)
  @Requires('executions:write')
  @ApiBody({ type: ControlRequest, required: false })
  @ApiOperationOf({
    id: 'cancelExecution',
    summary: 'Cancel an execution and stop its jobs',
    status: 202,
    type: ExecutionResponse,
    errors: [400, 404, 409],
  })
  async cancel(
    @CurrentPrincipal() principal: Principal,
    @Param('execution_id', EXECUTION_ID) id: string,
    @ValidBody(BODY) { reason }: ControlRequest,
  ): Promise<ExecutionResponse> {
    return this.present(await this.cancelExecution.execute(principal, id, reason));
  }

  @Post('pause')
  @HttpCode(202)
  @Requires('executions:write')
  @ApiBody({ type: ControlRequest, required: false })
  @ApiOperationOf({
    id: 'pauseExecution',
    summary: 'Start no new task of an execution; jobs under way go on',
    status: 202,
    type: ExecutionResponse,
    errors: [400, 404, 409],
  })
  async pause(
    @CurrentPrincipal() principal: Principal,
    @Param('execution_id', EXECUTION_ID) id: string,
    @ValidBody(BODY) { reason }: ControlRequest,
  ): Promise<ExecutionResponse> {
    return this.present(await this.pauseExecution.execute(principal, id, reason));
  }

  @Post('resume')
  @HttpCode(202)
  @Requires('executions:write')
  @ApiBody({ type: ControlRequest, required: false })
  @ApiOperationOf({
    id: 'resumeExecution',
    summary: 'Let a paused execution go on',
    status: 202,
    type: ExecutionResponse,
    errors: [400, 404, 409],
  })
  async resume(
    @CurrentPrincipal() principal: Principal,
    @Param('execution_id', EXECUTION_ID) id: string,
    @ValidBody(BODY) { reason }: ControlRequest,
  ): Promise<ExecutionResponse> {
    return this.present(await this.resumeExecution.execute(principal, id, reason));
  }

  @Post('rerun')
  @HttpCode(202)
  @Requires('executions:write')
  @ApiIdempotencyKey()
  @ApiBody({ type: RerunRequest })
  @ApiOperationOf({
    id: 'rerunExecution',
    summary: 'Run an execution again: whole as a new one, or on from where it failed',
    status: 202,
    type: ExecutionResponse,
    errors: [400, 404, 409],
  })
  async rerun(
    @CurrentPrincipal() principal: Principal,
    @Param('execution_id', EXECUTION_ID) id: string,
    @ValidBody({ type: RerunRequest, code: 'execution.invalid' }) body: RerunRequest,
    @IdempotencyKey() key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ExecutionResponse> {
    const { from, task, reason } = body;
    const identity = this.idempotency.identify(`rerun ${id}`, key, body);
    const response = this.present(
      await this.rerunExecution.execute(principal, id, { from, task, reason }, identity),
    );
    void reply.header('Location', response.uri);
    return response;
  }

  private present(execution: Execution): ExecutionResponse {
    return presentExecution(execution, this.config.publicUrl);
  }
}
