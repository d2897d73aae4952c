import { Body, Controller, Headers, HttpCode, Inject, Ip, Param, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { IncomingHttpHeaders } from 'node:http';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { clientAddress } from '../../../shared/http/client-address.js';
import { ApiOperationOf } from '../../../shared/http/openapi.js';
import { AcceptsQuery } from '../../../shared/http/query.guard.js';
import { TakesRawBody } from '../../../shared/http/raw-body.js';
import { ResourceId } from '../../../shared/http/resource-id.js';
import { Public } from '../../keystone-auth/index.js';
import { ReceiveWebhook } from '../application/receive-webhook.js';
import { presentReceipt, TriggerReceiptResponse } from './receipt.presenter.js';
import { webhookRequest } from './webhook-request.js';

@ApiTags('triggers')
@Controller('v1/triggers')
export class TriggersController {
  constructor(
    private readonly receiveWebhook: ReceiveWebhook,
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
      'A webhook of a git host posts here; no token is needed, but a signature with the trigger’s secret, unless the trigger takes unsigned webhooks. A push names branch and commit, an empty body builds the default branch. Whatever comes in is written down before the answer, and the answer names it: also where it starts nothing, and where it is refused (401, 429).',
    status: 202,
    type: TriggerReceiptResponse,
    errors: [400, 401, 404, 413, 415, 429],
    public: true,
  })
  async fire(
    @Param('trigger_id', new ResourceId('trigger')) triggerId: string,
    @Headers() headers: IncomingHttpHeaders,
    @Body() body: unknown,
    @Ip() ip: string,
  ): Promise<TriggerReceiptResponse> {
    const address = clientAddress({ ip }) ?? '';
    const receipt = await this.receiveWebhook.execute(triggerId, webhookRequest(headers, body), address);
    return presentReceipt(receipt, this.config.publicUrl);
  }
}
