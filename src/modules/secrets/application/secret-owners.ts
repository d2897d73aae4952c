import { Injectable } from '@nestjs/common';
import type { Principal } from '../../keystone-auth/index.js';
import { FindPipeline } from '../../pipelines/index.js';
import { FindPlan } from '../../plans/index.js';
import { SecretOwner } from '../domain/secret.js';

@Injectable()
export class SecretOwners {
  constructor(
    private readonly findPlan: FindPlan,
    private readonly findPipeline: FindPipeline,
  ) {}

  /** Throws `not_found` for an owner that is not there or out of the caller's reach. */
  async require(principal: Principal, { kind, id }: SecretOwner): Promise<void> {
    if (kind === 'plan') await this.findPlan.execute(principal, id);
    else await this.findPipeline.execute(principal, id);
  }
}
