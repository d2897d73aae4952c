import { Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { Idempotency } from '../../../shared/domain/idempotency.js';
import { IdempotencyKey } from '../../../shared/http/idempotency-key.js';
import { ApiIdempotencyKey, ApiList, ApiOperationOf } from '../../../shared/http/openapi.js';
import { nextLink, pageRequest } from '../../../shared/http/paging.js';
import { ResourceId } from '../../../shared/http/resource-id.js';
import { CurrentPrincipal, type Principal, Requires } from '../../keystone-auth/index.js';
import { FindPipeline } from '../../pipelines/index.js';
import { FindDelivery } from '../application/find-delivery.js';
import { Redeliver } from '../application/redeliver.js';
import { Deliveries } from '../domain/deliveries.js';
import { DeliveryResponse, presentDelivery } from './delivery.presenter.js';

const PIPELINE_ID = new ResourceId('pipeline');
const DELIVERY_ID = new ResourceId('delivery');
const SORT_KEYS = ['received_at', 'verdict'];
const FILTERS = ['verdict', 'ref', 'commit', 'host_delivery_id'];

@ApiTags('triggers')
@Controller('v1/pipelines/:pipeline_id/deliveries')
export class DeliveriesController {
  constructor(
    private readonly findPipeline: FindPipeline,
    private readonly findDelivery: FindDelivery,
    private readonly redeliver: Redeliver,
    private readonly deliveries: Deliveries,
    private readonly idempotency: Idempotency,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  @Get()
  @Requires('executions:read')
  @ApiList({
    id: 'listDeliveries',
    summary: 'List the webhooks that came in for a pipeline, and what became of them',
    type: DeliveryResponse,
    sortKeys: SORT_KEYS,
    filters: FILTERS,
    errors: [404],
  })
  async list(
    @CurrentPrincipal() principal: Principal,
    @Param('pipeline_id', PIPELINE_ID) pipelineId: string,
    @Query() query: Record<string, unknown>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeliveryResponse[]> {
    const request = pageRequest(query, {
      maxPageSize: this.config.maxPageSize,
      sortKeys: SORT_KEYS,
      filters: FILTERS,
      defaultSort: { key: 'received_at', direction: 'desc' },
    });
    const { id } = await this.findPipeline.execute(principal, pipelineId);
    const page = await this.deliveries.ofPipeline(id, request);
    const link = nextLink(`${this.config.publicUrl}/v1/pipelines/${id}/deliveries`, query, page);
    if (link) void reply.header('Link', link);
    return page.items.map((delivery) => presentDelivery(delivery, this.config.publicUrl));
  }

  @Get(':delivery_id')
  @Requires('executions:read')
  @ApiOperationOf({
    id: 'getDelivery',
    summary: 'Show a webhook that came in, and which rules were asked',
    status: 200,
    type: DeliveryResponse,
    errors: [404],
  })
  async get(
    @CurrentPrincipal() principal: Principal,
    @Param('pipeline_id', PIPELINE_ID) pipelineId: string,
    @Param('delivery_id', DELIVERY_ID) id: string,
  ): Promise<DeliveryResponse> {
    const { delivery } = await this.findDelivery.execute(principal, pipelineId, id);
    return presentDelivery(delivery, this.config.publicUrl);
  }

  @Post(':delivery_id/redeliver')
  @HttpCode(202)
  @Requires('executions:write')
  @ApiIdempotencyKey()
  @ApiOperationOf({
    id: 'redeliver',
    summary: 'Have a webhook judged again, as the trigger is set now',
    description:
      'The bytes that came in are judged again, also where they were ignored or built before. The answer is a new delivery; its execution bears the caller’s name.',
    status: 202,
    type: DeliveryResponse,
    errors: [404, 409],
  })
  async again(
    @CurrentPrincipal() principal: Principal,
    @Param('pipeline_id', PIPELINE_ID) pipelineId: string,
    @Param('delivery_id', DELIVERY_ID) id: string,
    @IdempotencyKey() key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeliveryResponse> {
    const identity = this.idempotency.identify(`redeliver ${id}`, key, {});
    const delivery = await this.redeliver.execute(principal, pipelineId, id, identity.id);
    const response = presentDelivery(delivery, this.config.publicUrl);
    void reply.header('Location', response.uri);
    return response;
  }
}
