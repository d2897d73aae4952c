import { Controller, Get, Header, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { conditional } from '../../../shared/http/conditional.js';
import { ApiOperationOf } from '../../../shared/http/openapi.js';
import { ResourceId } from '../../../shared/http/resource-id.js';
import { CurrentPrincipal, type Principal, Requires } from '../../keystone-auth/index.js';
import { ConcurrencySlots } from '../application/concurrency-slots.js';
import { FindExecution } from '../application/find-execution.js';
import { ListTasks } from '../application/list-tasks.js';
import { ShowGraph } from '../application/show-graph.js';
import { TaskWaits } from '../application/task-waits.js';
import type { EngineTask } from '../../workflow-engine/index.js';
import type { Execution } from '../domain/execution.js';
import { TaskApprovals } from '../application/task-approvals.js';
import { ExecutionResponse, presentExecution } from './execution.presenter.js';
import { ExecutionGraphResponse, presentRunGraph } from './graph.presenter.js';
import { presentTask, TaskResponse } from './task.presenter.js';

const EXECUTION_ID = new ResourceId('execution');

@ApiTags('executions')
@Controller('v1/executions')
export class ExecutionsController {
  constructor(
    private readonly findExecution: FindExecution,
    private readonly slots: ConcurrencySlots,
    private readonly showGraph: ShowGraph,
    private readonly listTasks: ListTasks,
    private readonly taskWaits: TaskWaits,
    private readonly approvals: TaskApprovals,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  @Get(':execution_id')
  @Requires('executions:read')
  @ApiOperationOf({
    id: 'getExecution',
    summary: 'Show an execution',
    status: 200,
    type: ExecutionResponse,
    errors: [404],
  })
  async get(
    @CurrentPrincipal() principal: Principal,
    @Param('execution_id', EXECUTION_ID) id: string,
  ): Promise<ExecutionResponse> {
    const execution = await this.findExecution.execute(principal, id);
    return presentExecution(await this.slots.explained(execution), this.config.publicUrl);
  }

  @Get(':execution_id/graph')
  @Requires('executions:read')
  @Header('Cache-Control', 'private, no-cache')
  @ApiOperationOf({
    id: 'getExecutionGraph',
    summary: 'Show how the tasks of an execution follow one another',
    description:
      'By the definition that it runs, whatever its workbook says by now; of one that the engine has not taken on yet by the present ' +
      'one. What has become of the tasks is in their list. With If-None-Match, 304 while the definition is the same.',
    status: 200,
    type: ExecutionGraphResponse,
    errors: [404],
  })
  async graph(
    @CurrentPrincipal() principal: Principal,
    @Param('execution_id', EXECUTION_ID) id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ExecutionGraphResponse | undefined> {
    const execution = await this.findExecution.execute(principal, id);
    const graph = await this.showGraph.execute(principal, execution);
    return conditional(request, reply, { id: `${id}-graph`, version: graph.digest }, () =>
      presentRunGraph(id, graph),
    );
  }

  @Get(':execution_id/tasks')
  @Requires('executions:read')
  @ApiOperationOf({
    id: 'listTasks',
    summary: 'List the tasks of an execution as jobs',
    status: 200,
    type: TaskResponse,
    isArray: true,
    errors: [400, 404],
  })
  async tasks(
    @CurrentPrincipal() principal: Principal,
    @Param('execution_id', EXECUTION_ID) id: string,
  ): Promise<TaskResponse[]> {
    const execution = await this.findExecution.execute(principal, id);
    const tasks = await this.listTasks.execute(principal, execution);
    return this.present(tasks, execution, principal);
  }

  @Get(':execution_id/tasks/:task')
  @Requires('executions:read')
  @ApiOperationOf({
    id: 'getTask',
    summary: 'Show a task, by its id or its name',
    status: 200,
    type: TaskResponse,
    errors: [404],
  })
  async task(
    @CurrentPrincipal() principal: Principal,
    @Param('execution_id', EXECUTION_ID) id: string,
    @Param('task') task: string,
  ): Promise<TaskResponse> {
    const execution = await this.findExecution.execute(principal, id);
    const found = await this.listTasks.one(principal, execution, task);
    const [shown] = await this.present([found], execution, principal);
    return shown as TaskResponse;
  }

  private async present(
    tasks: readonly EngineTask[],
    execution: Execution,
    principal: Principal,
  ): Promise<TaskResponse[]> {
    const isAnyRunning = tasks.some(({ state }) => state === 'RUNNING');
    const waits = isAnyRunning ? await this.taskWaits.of(execution.id) : undefined;
    const approvals = await this.approvals.of(execution, principal);
    return tasks.map((task) =>
      presentTask(
        task,
        execution,
        waits?.get(task.id) ?? null,
        this.config.publicUrl,
        approvals.get(task.id),
      ),
    );
  }
}
