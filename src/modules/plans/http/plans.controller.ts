import {
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Post,
  Put,
  Query,
  Req,
  Res,
  UseInterceptors,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { Idempotency } from '../../../shared/domain/idempotency.js';
import { ValidBody } from '../../../shared/http/body.js';
import { conditional } from '../../../shared/http/conditional.js';
import { etagOf, requireMatch } from '../../../shared/http/etag.js';
import { IdempotencyKey } from '../../../shared/http/idempotency-key.js';
import { ApiList, ApiOperationOf, ApiPlanBody, JSON_OR_YAML } from '../../../shared/http/openapi.js';
import { nextLink, pageRequest } from '../../../shared/http/paging.js';
import { ResourceId } from '../../../shared/http/resource-id.js';
import { YamlInterceptor } from '../../../shared/http/yaml.interceptor.js';
import {
  ApiAllProjects,
  CurrentPrincipal,
  ListScopes,
  type Principal,
  Requires,
} from '../../keystone-auth/index.js';
import { CheckPlanPacks } from '../application/check-plan-packs.js';
import { CreatePlan } from '../application/create-plan.js';
import { DeletePlan } from '../application/delete-plan.js';
import { FindPlan } from '../application/find-plan.js';
import { UpdatePlan } from '../application/update-plan.js';
import { Plan } from '../domain/plan.js';
import { Plans } from '../domain/plans.js';
import { PlanRequest } from './plan.dto.js';
import { PlanResponse, presentPlan, toDraft } from './plan.presenter.js';
import { PlanVerdictResponse, presentPlanVerdict } from './plan-verdict.js';

const PLAN_ID = new ResourceId('plan');
const BODY = { type: PlanRequest, code: 'plan.invalid' };
const SORT_KEYS = ['created_at', 'updated_at', 'name'];

@ApiTags('plans')
@Controller('v1/plans')
@UseInterceptors(YamlInterceptor)
export class PlansController {
  constructor(
    private readonly checkPacks: CheckPlanPacks,
    private readonly createPlan: CreatePlan,
    private readonly findPlan: FindPlan,
    private readonly updatePlan: UpdatePlan,
    private readonly deletePlan: DeletePlan,
    private readonly plans: Plans,
    private readonly listScopes: ListScopes,
    private readonly idempotency: Idempotency,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  @Post()
  @Requires('plans:write')
  @ApiPlanBody(PlanRequest)
  @ApiOperationOf({
    id: 'createPlan',
    summary: 'Register a plan',
    status: 201,
    type: PlanResponse,
    produces: JSON_OR_YAML,
    errors: [400, 413, 415],
  })
  async create(
    @CurrentPrincipal() principal: Principal,
    @ValidBody(BODY) body: PlanRequest,
    @IdempotencyKey() key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlanResponse> {
    const identity = this.idempotency.identify(`plan ${principal.projectId}`, key, body);
    const plan = await this.createPlan.execute(principal, toDraft(body), identity);
    const response = this.present(plan);
    void reply.header('Location', response.uri).header('ETag', etagOf(plan.id, plan.version));
    return response;
  }

  @Post('validate')
  @HttpCode(200)
  @Requires('plans:read')
  @ApiPlanBody(PlanRequest)
  @ApiOperationOf({
    id: 'validatePlan',
    summary: 'Check a plan without keeping it',
    description:
      'A wrong plan is an answer, not an error: each mistake with its field and, in YAML, its line.',
    status: 200,
    type: PlanVerdictResponse,
    produces: JSON_OR_YAML,
    errors: [413, 415],
  })
  validate(
    @CurrentPrincipal() { projectId }: Principal,
    @Req() request: FastifyRequest,
  ): Promise<PlanVerdictResponse> {
    return presentPlanVerdict(request.body, (plan) =>
      this.checkPacks.execute(projectId, toDraft(plan).document),
    );
  }

  @Get()
  @Requires('plans:read')
  @ApiAllProjects()
  @ApiList({
    id: 'listPlans',
    summary: 'List the plans of the project',
    type: PlanResponse,
    sortKeys: SORT_KEYS,
    filters: ['name'],
  })
  async list(
    @CurrentPrincipal() principal: Principal,
    @Query() query: Record<string, unknown>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlanResponse[]> {
    const { scope, query: rest } = this.listScopes.of(principal, 'plans', query);
    const request = pageRequest(rest, {
      maxPageSize: this.config.maxPageSize,
      sortKeys: SORT_KEYS,
      filters: ['name'],
    });
    const page = await this.plans.list(scope, request);
    const link = nextLink(`${this.config.publicUrl}/v1/plans`, query, page);
    if (link) void reply.header('Link', link);
    return page.items.map((plan) => this.present(plan));
  }

  @Get(':plan_id')
  @Requires('plans:read')
  @ApiOperationOf({ id: 'getPlan', summary: 'Show a plan', status: 200, type: PlanResponse, errors: [404] })
  async get(
    @CurrentPrincipal() principal: Principal,
    @Param('plan_id', PLAN_ID) id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlanResponse | undefined> {
    const plan = await this.findPlan.execute(principal, id);
    return conditional(request, reply, plan, () => this.present(plan));
  }

  @Put(':plan_id')
  @Requires('plans:write')
  @ApiPlanBody(PlanRequest)
  @ApiOperationOf({
    id: 'updatePlan',
    summary: 'Replace a plan',
    status: 200,
    type: PlanResponse,
    produces: JSON_OR_YAML,
    errors: [400, 404, 409, 412, 413, 415],
  })
  async update(
    @CurrentPrincipal() principal: Principal,
    @Param('plan_id', PLAN_ID) id: string,
    @ValidBody(BODY) body: PlanRequest,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlanResponse> {
    const plan = await this.updatePlan.execute(principal, id, toDraft(body), matching(ifMatch));
    void reply.header('ETag', etagOf(plan.id, plan.version));
    return this.present(plan);
  }

  @Delete(':plan_id')
  @HttpCode(202)
  @Requires('plans:write')
  @ApiOperationOf({
    id: 'deletePlan',
    summary: 'Delete a plan that no pipeline refers to',
    status: 202,
    errors: [404, 409, 412],
  })
  async delete(
    @CurrentPrincipal() principal: Principal,
    @Param('plan_id', PLAN_ID) id: string,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    await this.deletePlan.execute(principal, id, matching(ifMatch));
  }

  private present(plan: Plan): PlanResponse {
    return presentPlan(plan, this.config.publicUrl);
  }
}

function matching(ifMatch: string | undefined): (plan: Plan) => void {
  return (plan) => requireMatch(ifMatch, etagOf(plan.id, plan.version));
}
