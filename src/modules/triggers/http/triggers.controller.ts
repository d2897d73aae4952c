import { Body, Controller, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBody, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { IncomingHttpHeaders } from 'node:http';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { ApiOperationOf } from '../../../shared/http/openapi.js';
import { AcceptsQuery } from '../../../shared/http/query.guard.js';
import { TakesRawBody } from '../../../shared/http/raw-body.js';
import { ResourceId } from '../../../shared/http/resource-id.js';
import { Public } from '../../keystone-auth/index.js';
import { DEFAULT_TRIGGER_FILTERS, FireTrigger } from '../../pipelines/index.js';
import { GitHosts } from '../domain/git-host.js';
import { judgeEvent } from '../domain/judge-event.js';
import { webhookRequest } from './webhook-request.js';

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
    private readonly hosts: GitHosts,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  @Post(':trigger_id')
  @HttpCode(202)
  @Public()
  @AcceptsQuery()
  @TakesRawBody()
  @ApiBody({
    required: false,
    schema: { type: 'object', additionalProperties: true },
    description:
      'A webhook of GitHub, GitLab, Gitea, Forgejo or Bitbucket; `{"ref": "refs/heads/…", "commit": "…"}`; or nothing.',
  })
  @ApiOperationOf({
    id: 'fireTrigger',
    summary: 'Start the pipeline on behalf of its owner',
    description:
      'A webhook of a git host posts here; no token is needed. A push names branch and commit, an empty body builds the default branch. What starts nothing is answered `ignored`, with the reason.',
    status: 202,
    type: TriggerResponse,
    errors: [400, 404, 413, 415],
    public: true,
  })
  async fire(
    @Param('trigger_id', new ResourceId('trigger')) triggerId: string,
    @Headers() headers: IncomingHttpHeaders,
    @Body() body: unknown,
  ): Promise<TriggerResponse> {
    const request = webhookRequest(headers, body);
    const verdict = judgeEvent(this.hosts.of(request).read(request), DEFAULT_TRIGGER_FILTERS);
    if (verdict.outcome === 'ignored') {
      await this.fireTrigger.find(triggerId);
      const reason = verdict.rules.at(-1)?.detail ?? null;
      return { verdict: 'ignored', reason, execution_id: null, execution_uri: null };
    }
    const { execution, pipeline } = await this.fireTrigger.execute(triggerId, verdict);
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
