import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  ApiAllProjects,
  CurrentPrincipal,
  ListScopes,
  type Principal,
  Requires,
} from '../../keystone-auth/index.js';
import { AnswerEvents, ApiEvents } from './answer-events.js';

@ApiTags('events')
@Controller('v1/events')
export class EventsController {
  constructor(
    private readonly scopes: ListScopes,
    private readonly answerEvents: AnswerEvents,
  ) {}

  @Get()
  @Requires('executions:read')
  @ApiAllProjects()
  @ApiEvents({
    id: 'listEvents',
    summary: 'List or follow what happens in the project',
    description:
      'Pages of JSON, oldest first; with Accept: text/event-stream, what happens from now on, or after the event of Last-Event-ID ' +
      '(0: from the oldest that is kept).',
  })
  async list(
    @CurrentPrincipal() principal: Principal,
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { scope, query: paging } = this.scopes.of(principal, 'events', query);
    const isOver = (): Promise<boolean> => Promise.resolve(false);
    const wanted = { principal, filter: scope.where, query: paging, isOver, from: 'now' } as const;
    await this.answerEvents.execute(wanted, request, reply);
  }
}
