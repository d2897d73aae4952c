import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiOperationOf } from '../../../shared/http/openapi.js';
import { ResourceId } from '../../../shared/http/resource-id.js';
import { CurrentPrincipal, type Principal, Requires } from '../../keystone-auth/index.js';
import { RenewDelegation } from '../application/renew-delegation.js';
import { ShowDelegation } from '../application/show-delegation.js';
import { DelegationResponse, presentDelegation } from './delegation.presenter.js';

const PIPELINE_ID = new ResourceId('pipeline');

@ApiTags('pipelines')
@Controller('v1/pipelines/:pipeline_id/delegation')
export class PipelineDelegationController {
  constructor(
    private readonly showDelegation: ShowDelegation,
    private readonly renewDelegation: RenewDelegation,
  ) {}

  @Get()
  @Requires('pipelines:read')
  @ApiOperationOf({
    id: 'getDelegation',
    summary: 'Show for whom the service acts, and whether it still can',
    status: 200,
    type: DelegationResponse,
    errors: [404],
  })
  async get(
    @CurrentPrincipal() principal: Principal,
    @Param('pipeline_id', PIPELINE_ID) id: string,
  ): Promise<DelegationResponse> {
    return presentDelegation(await this.showDelegation.execute(principal, id));
  }

  @Post('renew')
  @HttpCode(200)
  @Requires('pipelines:write')
  @ApiOperationOf({
    id: 'renewDelegation',
    summary: 'Let the service act for the caller from now on',
    description:
      'Mends a broken delegation: a new trust of the calling user takes the place of the old one. Tokens of application credentials cannot make one.',
    status: 200,
    type: DelegationResponse,
    errors: [404, 409],
  })
  async renew(
    @CurrentPrincipal() principal: Principal,
    @Param('pipeline_id', PIPELINE_ID) id: string,
  ): Promise<DelegationResponse> {
    return presentDelegation(await this.renewDelegation.execute(principal, id));
  }
}
