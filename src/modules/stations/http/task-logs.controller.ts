import { Controller, Get, Headers, Param, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { byteRange } from '../../../shared/http/byte-range.js';
import { EventStreams } from '../../../shared/http/event-streams.js';
import { lastEventId, wantsEvents } from '../../../shared/http/last-event-id.js';
import { ApiOperationOf } from '../../../shared/http/openapi.js';
import { ResourceId } from '../../../shared/http/resource-id.js';
import { type Execution, FindExecution, ListTasks } from '../../executions/index.js';
import { CurrentPrincipal, type Principal, Requires } from '../../keystone-auth/index.js';
import { FollowTaskLog } from '../application/follow-task-log.js';
import { ReadTaskLog, TaskLog } from '../application/read-task-log.js';
import { logEvents } from './log-events.js';

@ApiTags('executions')
@Controller('v1/executions/:execution_id/tasks/:task/log')
export class TaskLogsController {
  constructor(
    private readonly findExecution: FindExecution,
    private readonly listTasks: ListTasks,
    private readonly readTaskLog: ReadTaskLog,
    private readonly followTaskLog: FollowTaskLog,
    private readonly streams: EventStreams,
  ) {}

  /** A task that called no station has an empty log. */
  @Get()
  @Requires('executions:read')
  @ApiHeader({
    name: 'Range',
    required: false,
    description: 'bytes=START-END, bytes=START- or bytes=-LAST; answered with 206.',
  })
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'With Accept: text/event-stream: the offset, in bytes, to go on from.',
  })
  @ApiOperationOf({
    id: 'getTaskLog',
    summary: 'Read the log of a task, while it runs and later, or follow it',
    description:
      'With Accept: text/event-stream the log is followed: events named log, whose data is a JSON string and whose id is the offset ' +
      'behind it, then one named end when nothing more can come.',
    status: 200,
    produces: ['text/plain', 'text/event-stream'],
    errors: [400, 404, 416, 429],
  })
  async read(
    @CurrentPrincipal() principal: Principal,
    @Param('execution_id', new ResourceId('execution')) executionId: string,
    @Param('task') task: string,
    @Headers('range') rangeHeader: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const execution = await this.findExecution.execute(principal, executionId);
    const { id } = await this.listTasks.one(principal, execution, task);
    const log = await this.readTaskLog.execute(executionId, id);
    void reply.header('Vary', 'Accept');
    if (!wantsEvents(request)) return answerBytes(request, reply, log, rangeHeader);
    const start = lastEventId(request, log?.size ?? 0) ?? 0;
    this.follow(reply, { principal, execution, taskId: id, start });
  }

  private follow(
    reply: FastifyReply,
    following: { principal: Principal; execution: Execution; taskId: string; start: number },
  ): void {
    this.streams.answer(reply, following.principal, (signal) =>
      logEvents(this.followTaskLog.execute({ ...following, signal }), following.start),
    );
  }
}

function answerBytes(
  request: FastifyRequest,
  reply: FastifyReply,
  log: TaskLog | undefined,
  rangeHeader: string | undefined,
): void {
  const size = log?.size ?? 0;
  const range = byteRange(rangeHeader, size);
  void reply
    .header('Accept-Ranges', 'bytes')
    .header('Content-Type', 'text/plain; charset=utf-8')
    .header('X-Content-Type-Options', 'nosniff');
  if (range === null) return void reply.status(416).header('Content-Range', `bytes */${size}`).send('');
  const { start, end } = range ?? { start: 0, end: size };
  if (range) void reply.status(206).header('Content-Range', `bytes ${start}-${end - 1}/${size}`);
  void reply.header('Content-Length', String(end - start));
  const isRead = log && request.method !== 'HEAD';
  void reply.send(isRead ? log.read(start, end) : Readable.from([]));
}
