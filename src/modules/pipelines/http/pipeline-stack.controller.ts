import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiOperationOf } from '../../../shared/http/openapi.js';
import { ResourceId } from '../../../shared/http/resource-id.js';
import { CurrentPrincipal, type Principal, Requires } from '../../keystone-auth/index.js';
import { ShowPipelineStack } from '../application/show-pipeline-stack.js';
import { PipelineStackResponse, presentPipelineStack } from './pipeline-stack.presenter.js';

@ApiTags('pipelines')
@Controller('v1/pipelines/:pipeline_id/stack')
export class PipelineStackController {
  constructor(private readonly showPipelineStack: ShowPipelineStack) {}

  @Get()
  @Requires('pipelines:read')
  @ApiOperationOf({
    id: 'getPipelineStack',
    summary: 'Show what runs of a pipeline: its stack as the provider has it now, and the application’s URL',
    status: 200,
    type: PipelineStackResponse,
    errors: [404],
  })
  async get(
    @CurrentPrincipal() principal: Principal,
    @Param('pipeline_id', new ResourceId('pipeline')) id: string,
  ): Promise<PipelineStackResponse> {
    return presentPipelineStack(await this.showPipelineStack.execute(principal, id));
  }
}
