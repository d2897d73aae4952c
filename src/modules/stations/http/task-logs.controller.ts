import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiHeader, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { byteRange } from '../../../shared/http/byte-range.js';
import { ApiOperationOf } from '../../../shared/http/openapi.js';
import { ResourceId } from '../../../shared/http/resource-id.js';
import { FindExecution, ListTasks } from '../../executions/index.js';
import { CurrentPrincipal, type Principal, Requires } from '../../keystone-auth/index.js';
import { ReadTaskLog } from '../application/read-task-log.js';

@ApiTags('executions')
@Controller('v1/executions/:execution_id/tasks/:task/log')
export class TaskLogsController {
  constructor(
    private readonly findExecution: FindExecution,
    private readonly listTasks: ListTasks,
    private readonly readTaskLog: ReadTaskLog,
  ) {}

  /** A task that called no station has an empty log. */
  @Get()
  @Requires('executions:read')
  @ApiProduces('text/plain')
  @ApiHeader({
    name: 'Range',
    required: false,
    description: 'bytes=START-END, bytes=START- or bytes=-LAST; answered with 206.',
  })
  @ApiOperationOf({
    id: 'getTaskLog',
    summary: 'Read the log of a task, while it runs and later',
    status: 200,
    errors: [404, 416],
  })
  async read(
    @CurrentPrincipal() principal: Principal,
    @Param('execution_id', new ResourceId('execution')) executionId: string,
    @Param('task') task: string,
    @Headers('range') rangeHeader: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const execution = await this.findExecution.execute(principal, executionId);
    const { id } = await this.listTasks.one(principal, execution, task);
    const log = await this.readTaskLog.execute(executionId, id);
    const size = log?.size ?? 0;
    const range = byteRange(rangeHeader, size);
    void reply.header('Accept-Ranges', 'bytes').header('Content-Type', 'text/plain; charset=utf-8');
    if (range === null) return void reply.status(416).header('Content-Range', `bytes */${size}`).send('');
    const { start, end } = range ?? { start: 0, end: size };
    if (range) void reply.status(206).header('Content-Range', `bytes ${start}-${end - 1}/${size}`);
    void reply.header('Content-Length', String(end - start)).send(log?.read(start, end) ?? Readable.from([]));
  }
}
