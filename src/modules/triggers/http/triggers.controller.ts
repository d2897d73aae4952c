import { Body, Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBody, ApiProperty, ApiTags } from '@nestjs/swagger';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { ApiOperationOf } from '../../../shared/http/openapi.js';
import { AcceptsQuery } from '../../../shared/http/query.guard.js';
import { ResourceId } from '../../../shared/http/resource-id.js';
import { Public } from '../../keystone-auth/index.js';
import { FireTrigger } from '../../pipelines/index.js';
import { readGitEvent } from '../domain/git-event.js';

export class TriggerResponse {
  @ApiProperty({ enum: ['started', 'ignored'], description: 'Whether the webhook started an execution.' })
  verdict!: 'started' | 'ignored';

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'Why it started nothing; or, beside `started`, why the execution is likely to fail: the service could not act for the owner the last time it tried.',
  })
  reason!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  execution_id!: string | null;

  @ApiProperty({ type: String, format: 'uri', nullable: true })
  execution_uri!: string | null;
}

@ApiTags('triggers')
@Controller('v1/triggers')
export class TriggersController {
  constructor(
    private readonly fireTrigger: FireTrigger,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  @Post(':trigger_id')
  @HttpCode(202)
  @Public()
  @AcceptsQuery()
  @ApiBody({
    required: false,
    schema: { type: 'object', additionalProperties: true },
    description: 'A GitHub push payload, or nothing.',
  })
  @ApiOperationOf({
    id: 'fireTrigger',
    summary: 'Start the pipeline on behalf of its owner',
    description:
      'A webhook of a git host posts here; no token is needed. A GitHub push names branch and commit, an empty body builds the default branch.',
    status: 202,
    type: TriggerResponse,
    errors: [400, 404, 413, 415],
    public: true,
  })
  async fire(
    @Param('trigger_id', new ResourceId('trigger')) triggerId: string,
    @Headers('x-github-event') eventName: string | undefined,
    @Body() body: unknown,
  ): Promise<TriggerResponse> {
    const event = readGitEvent(eventName, body);
    if (event.kind === 'ignored') {
      await this.fireTrigger.find(triggerId);
      return { verdict: 'ignored', reason: event.reason, execution_id: null, execution_uri: null };
    }
    const { execution, pipeline } = await this.fireTrigger.execute(triggerId, event);
    return {
      verdict: 'started',
      reason: pipeline.delegationStatus === 'broken' ? this.brokenDelegation(pipeline.id) : null,
      execution_id: execution.id,
      execution_uri: `${this.config.publicUrl}/v1/executions/${execution.id}`,
    };
  }

  private brokenDelegation(pipelineId: string): string {
    const renew = `${this.config.publicUrl}/v1/pipelines/${pipelineId}/delegation/renew`;
    return `The delegation of the pipeline is broken, so the execution is likely to fail: renew it by POST ${renew} with your own token.`;
  }
}
