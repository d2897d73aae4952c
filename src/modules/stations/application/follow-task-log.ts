import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { News } from '../../../shared/domain/news.js';
import { Execution, ExecutionContexts, ListTasks } from '../../executions/index.js';
import type { Principal } from '../../keystone-auth/index.js';
import { FINAL_ENGINE_STATES, WorkflowEngine } from '../../workflow-engine/index.js';
import { JobLogs } from '../domain/job-logs.js';

import { ReadTaskLog } from './read-task-log.js';
import { WorkBell } from './work-bell.js';

/** How long what another process writes goes unseen at most. */
const POLL_MS = 2_000;

export interface FollowRequest {
  readonly principal: Principal;
  readonly execution: Execution;
  /** The engine's id. */
  readonly taskId: string;
  /** The offset of the first byte wanted; not beyond the log's present size. */
  readonly start: number;
  readonly signal: AbortSignal;
}

/**
 * A task's log from an offset on, as it grows, until no more can come: the task has ended, or its execution has, and so
 * have its jobs. Woken by this process's own doing; what others do is looked for every two seconds.
 */
@Injectable()
export class FollowTaskLog {
  constructor(
    private readonly readTaskLog: ReadTaskLog,
    private readonly logs: JobLogs,
    private readonly bell: WorkBell,
    private readonly engine: WorkflowEngine,
    private readonly contexts: ExecutionContexts,
    private readonly listTasks: ListTasks,
    private readonly clock: Clock,
  ) {}

  /** Pieces of at most 64 KiB, read as they are taken. */
  async *execute({ start, signal, ...request }: FollowRequest): AsyncGenerator<Buffer> {
    const { execution, taskId } = request;
    const news = this.newsOf(execution.id, signal);
    try {
      for (let offset = start; !signal.aborted;) {
        news.forget();
        const log = await this.readTaskLog.execute(execution.id, taskId);
        const size = log?.size ?? 0;
        if (log && size > offset) {
          yield* log.read(offset, size) as AsyncIterable<Buffer>;
          offset = size;
        } else if ((log?.ended ?? true) && (await this.isOver(request))) return;
        else await news.come(this.clock.after(POLL_MS));
      }
    } finally {
      news.stop();
    }
  }

  private newsOf(executionId: string, signal: AbortSignal): News {
    const news = new News(this.clock);
    const wake = (): void => news.wake();
    const wakeFor = (id: string): void => {
      if (id === executionId) news.wake();
    };
    signal.addEventListener('abort', wake, { once: true });
    news.from(this.logs.onGrowth(executionId, wake));
    news.from(this.bell.onRing(wake));
    news.from(this.engine.onEvent((event) => wakeFor(event.executionId)));
    news.from(this.contexts.onEnded(wakeFor));
    news.from(() => signal.removeEventListener('abort', wake));
    return news;
  }

  /** Asked when all jobs so far have ended: another may follow (a retry). An engine that is away is asked again. */
  private async isOver({ principal, execution, taskId }: Omit<FollowRequest, 'start' | 'signal'>) {
    const context = await this.contexts.find(execution.id);
    if (!context || context.ended) return true;
    try {
      const task = await this.listTasks.one(principal, execution, taskId);
      return FINAL_ENGINE_STATES.has(task.state);
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'unavailable') return false;
      throw error;
    }
  }
}
