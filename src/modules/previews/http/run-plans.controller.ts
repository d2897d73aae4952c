import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { ValidBody } from '../../../shared/http/body.js';
import { ApiOperationOf } from '../../../shared/http/openapi.js';
import { ResourceId } from '../../../shared/http/resource-id.js';
import { CurrentPrincipal, type Principal, Requires } from '../../keystone-auth/index.js';
import { StationRegistry } from '../../stations/index.js';
import { PlanRun } from '../application/plan-run.js';
import { PlanRunRequest, questionOf } from './plan-run.dto.js';
import { presentRunPlan, RunPlanResponse } from './run-plan.presenter.js';

@ApiTags('executions')
@Controller('v1/pipelines/:pipeline_id/plan')
export class RunPlansController {
  constructor(
    private readonly planRun: PlanRun,
    private readonly stations: StationRegistry,
  ) {}

  /**
   * `executions:read` is enough: nothing is changed, and whoever reads executions sees the inputs, graphs and deliveries that
   * it is made of anyway.
   */
  @Post()
  @HttpCode(200)
  @Requires('executions:read')
  @ApiBody({ type: PlanRunRequest, required: false })
  @ApiOperationOf({
    id: 'planPipelineRun',
    summary: 'Tell what a run would be, without starting it',
    description:
      'As if an execution was started with this body now or, with delivery_id, as if that delivery was judged again: what is decided on the way, the inputs and the tasks. Nothing is started and nothing is kept.',
    status: 200,
    type: RunPlanResponse,
    errors: [400, 404, 413, 415],
  })
  async plan(
    @CurrentPrincipal() principal: Principal,
    @Param('pipeline_id', new ResourceId('pipeline')) pipelineId: string,
    @ValidBody({ type: PlanRunRequest, code: 'run_plan.invalid' }) body: PlanRunRequest,
  ): Promise<RunPlanResponse> {
    const plan = await this.planRun.execute(principal, pipelineId, questionOf(body));
    return presentRunPlan(plan, (url) => this.stations.calledAt(url));
  }
}
