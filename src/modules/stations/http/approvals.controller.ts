import { Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBody, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { ValidBody } from '../../../shared/http/body.js';
import { ApiOperationOf } from '../../../shared/http/openapi.js';
import { ResourceId } from '../../../shared/http/resource-id.js';
import { ListTasks, presentTask, TaskApprovals, TaskResponse } from '../../executions/index.js';
import { CurrentPrincipal, type Principal, Requires } from '../../keystone-auth/index.js';
import { DecideApproval } from '../application/decide-approval.js';

const EXECUTION_ID = new ResourceId('execution');

export class DecisionRequest {
  @ApiPropertyOptional({
    description: 'Kept with the decision, and in the task’s result.',
    example: 'looks good',
  })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  comment?: string;
}

const BODY = { type: DecisionRequest, code: 'approval.invalid' };

/** What people say to a run that waits for them. */
@ApiTags('executions')
@Controller('v1/executions/:execution_id/tasks/:task')
export class ApprovalsController {
  constructor(
    private readonly decide: DecideApproval,
    private readonly listTasks: ListTasks,
    private readonly approvals: TaskApprovals,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  @Post('approve')
  @HttpCode(202)
  @Requires('executions:approve')
  @ApiBody({ type: DecisionRequest, required: false })
  @ApiOperationOf({
    id: 'approveTask',
    summary: 'Let an execution that waits for an approval go on',
    status: 202,
    type: TaskResponse,
    errors: [400, 404, 409],
  })
  approve(
    @CurrentPrincipal() principal: Principal,
    @Param('execution_id', EXECUTION_ID) id: string,
    @Param('task') task: string,
    @ValidBody(BODY) { comment }: DecisionRequest,
  ): Promise<TaskResponse> {
    return this.answer(principal, id, task, 'approve', comment);
  }

  @Post('reject')
  @HttpCode(202)
  @Requires('executions:approve')
  @ApiBody({ type: DecisionRequest, required: false })
  @ApiOperationOf({
    id: 'rejectTask',
    summary: 'Fail a task that waits for an approval',
    status: 202,
    type: TaskResponse,
    errors: [400, 404, 409],
  })
  reject(
    @CurrentPrincipal() principal: Principal,
    @Param('execution_id', EXECUTION_ID) id: string,
    @Param('task') task: string,
    @ValidBody(BODY) { comment }: DecisionRequest,
  ): Promise<TaskResponse> {
    return this.answer(principal, id, task, 'reject', comment);
  }

  private async answer(
    principal: Principal,
    id: string,
    task: string,
    kind: 'approve' | 'reject',
    comment: string | undefined,
  ): Promise<TaskResponse> {
    const { execution, taskId } = await this.decide.execute(principal, id, task, kind, comment);
    const found = await this.listTasks.one(principal, execution, taskId);
    const approvals = await this.approvals.of(execution, principal);
    return presentTask(found, execution, null, this.config.publicUrl, approvals.get(taskId));
  }
}
