import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ResourceId } from '../../../shared/http/resource-id.js';
import { AnswerEvents, ApiEvents } from '../../events/index.js';
import { CurrentPrincipal, type Principal, Requires } from '../../keystone-auth/index.js';
import { FindExecution } from '../application/find-execution.js';
import { isFinal } from '../domain/execution.js';
import { Executions } from '../domain/executions.js';

@ApiTags('executions')
@Controller('v1/executions/:execution_id/events')
export class ExecutionEventsController {
  constructor(
    private readonly findExecution: FindExecution,
    private readonly executions: Executions,
    private readonly answerEvents: AnswerEvents,
  ) {}

  @Get()
  @Requires('executions:read')
  @ApiEvents({
    id: 'listExecutionEvents',
    summary: 'List or follow what happens in an execution',
    description:
      'Pages of JSON, oldest first; with Accept: text/event-stream, everything from its beginning, or after the event of ' +
      'Last-Event-ID, and then one event named end when the execution has ended.',
  })
  async list(
    @CurrentPrincipal() principal: Principal,
    @Param('execution_id', new ResourceId('execution')) executionId: string,
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.findExecution.execute(principal, executionId);
    const isOver = async (): Promise<boolean> => {
      const execution = await this.executions.get(executionId);
      return !execution || isFinal(execution.state);
    };
    const wanted = { principal, filter: { executionId }, query, isOver, from: 'beginning' } as const;
    await this.answerEvents.execute(wanted, request, reply);
  }
}
