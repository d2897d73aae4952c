import { Controller, Get, Headers, HttpCode, Inject, Param, Post, Put, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { Clock } from '../../../shared/domain/clock.js';
import { ValidBody } from '../../../shared/http/body.js';
import { etagOf, requireMatch } from '../../../shared/http/etag.js';
import { ApiIfMatch, ApiOperationOf } from '../../../shared/http/openapi.js';
import { ResourceId } from '../../../shared/http/resource-id.js';
import { CurrentPrincipal, type Principal, Requires } from '../../keystone-auth/index.js';
import { ChangeTrigger } from '../application/change-trigger.js';
import { ShowTrigger } from '../application/show-trigger.js';
import { PipelineTrigger } from '../domain/pipeline-trigger.js';
import { RotateSecretRequest, triggerSettingsFrom, TriggerSettingsRequest } from './trigger.dto.js';
import { presentTrigger, RotatedSecretResponse, PipelineTriggerResponse } from './trigger.presenter.js';

const PIPELINE_ID = new ResourceId('pipeline');
const DEFAULT_OVERLAP_SECONDS = 3600;

@ApiTags('triggers')
@Controller('v1/pipelines/:pipeline_id/trigger')
export class PipelineTriggerController {
  constructor(
    private readonly showTrigger: ShowTrigger,
    private readonly changeTrigger: ChangeTrigger,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  @Get()
  @Requires('pipelines:read')
  @ApiOperationOf({
    id: 'getTrigger',
    summary: 'Show which webhooks are believed, and which start a run',
    status: 200,
    type: PipelineTriggerResponse,
    errors: [404],
  })
  async get(
    @CurrentPrincipal() principal: Principal,
    @Param('pipeline_id', PIPELINE_ID) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PipelineTriggerResponse> {
    return this.answer(await this.showTrigger.execute(principal, id), reply);
  }

  @Put()
  @Requires('pipelines:write')
  @ApiIfMatch()
  @ApiBody({ type: TriggerSettingsRequest })
  @ApiOperationOf({
    id: 'updateTrigger',
    summary: 'Change which webhooks are believed, and which start a run; members not given stay',
    status: 200,
    type: PipelineTriggerResponse,
    errors: [404, 409, 412, 413, 415],
  })
  async update(
    @CurrentPrincipal() principal: Principal,
    @Param('pipeline_id', PIPELINE_ID) id: string,
    @ValidBody({ type: TriggerSettingsRequest, code: 'trigger.invalid' }) body: TriggerSettingsRequest,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PipelineTriggerResponse> {
    const changed = await this.changeTrigger.settings(
      principal,
      id,
      (present) => triggerSettingsFrom(body, present),
      (present) => requireMatch(ifMatch, etagOf(present.id, present.version)),
    );
    return this.answer(changed, reply);
  }

  @Post('rotate-secret')
  @HttpCode(200)
  @Requires('pipelines:write')
  @ApiBody({ type: RotateSecretRequest, required: false })
  @ApiOperationOf({
    id: 'rotateTriggerSecret',
    summary: 'Make a new secret for the git host to sign with',
    description:
      'The old one is believed beside it for the overlap. The answer shows the new one, this once.',
    status: 200,
    type: RotatedSecretResponse,
    errors: [404, 409, 413, 415],
  })
  async rotateSecret(
    @CurrentPrincipal() principal: Principal,
    @Param('pipeline_id', PIPELINE_ID) id: string,
    @ValidBody({ type: RotateSecretRequest, code: 'trigger.invalid' }) body: RotateSecretRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RotatedSecretResponse> {
    const overlap = body.overlap ?? DEFAULT_OVERLAP_SECONDS;
    const rotated = await this.changeTrigger.rotateSecret(principal, id, overlap);
    return { ...this.answer(rotated, reply), trigger_secret: rotated.secret };
  }

  private answer(trigger: PipelineTrigger, reply: FastifyReply): PipelineTriggerResponse {
    void reply.header('ETag', etagOf(trigger.id, trigger.version));
    return presentTrigger(trigger, this.config.publicUrl, this.clock.now());
  }
}
