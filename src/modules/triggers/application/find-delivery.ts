import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import type { Principal } from '../../keystone-auth/index.js';
import { FindPipeline, type Pipeline } from '../../pipelines/index.js';
import { Deliveries } from '../domain/deliveries.js';
import { Delivery } from '../domain/delivery.js';

@Injectable()
export class FindDelivery {
  constructor(
    private readonly findPipeline: FindPipeline,
    private readonly deliveries: Deliveries,
  ) {}

  /** Throws `not_found` (`pipeline.not_found`, `delivery.not_found`) for what is not there or out of the caller's reach. */
  async execute(
    principal: Principal,
    pipelineId: string,
    id: string,
  ): Promise<{ pipeline: Pipeline; delivery: Delivery }> {
    const pipeline = await this.findPipeline.execute(principal, pipelineId);
    const delivery = await this.deliveries.find(pipeline.id, id);
    if (delivery) return { pipeline, delivery };
    throw new DomainError('not_found', 'delivery.not_found', `There is no delivery ${id} here.`);
  }
}
