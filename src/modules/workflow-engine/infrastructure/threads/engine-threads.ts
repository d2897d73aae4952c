import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { DomainError } from '../../../../shared/domain/domain-error.js';
import { FairTurns } from '../../../../shared/domain/fair-turns.js';
import { TimeIsUp, withinTime } from '../../../../shared/domain/time-limit.js';
import { JobFailed } from './job-failed.js';
import { THREAD_ENTRY } from './thread-entry.js';
import type { ThreadAnswers, ThreadJob, ThreadMessage } from './thread-job.js';

/** What a job in a thread may cost. Its steps are counted besides; this ends what they count too low. */
export interface ThreadLimits {
  readonly milliseconds: number;
  /** Of the thread's heap. */
  readonly megabytes: number;
  /** Threads at the same time; one project has one at most. */
  readonly concurrency: number;
}

export const DEFAULT_THREAD_LIMITS: ThreadLimits = { milliseconds: 60_000, megabytes: 512, concurrency: 2 };

/**
 * Does elsewhere what would hold this process up. A thread is kept for the next job, and ended where its job does not
 * come to an end.
 */
export class EngineThreads {
  private readonly turns: FairTurns;
  private readonly idle: Worker[] = [];
  private readonly stopping = new AbortController();

  constructor(private readonly limits: ThreadLimits = DEFAULT_THREAD_LIMITS) {
    this.turns = new FairTurns(limits.concurrency);
  }

  /** Throws `JobFailed`, and the `DomainError`s of the job. */
  run<Job extends ThreadJob>(projectId: string, job: Job): Promise<ThreadAnswers[Job['kind']]> {
    return this.turns.run(projectId, async () => {
      this.stopping.signal.throwIfAborted();
      const message = await this.inThread(job);
      if ('answer' in message) return message.answer as ThreadAnswers[Job['kind']];
      const { message: text, domain } = message.thrown;
      throw domain ? new DomainError(domain.kind, domain.code, text, domain) : new JobFailed(text);
    });
  }

  /** Ends what is under way; nobody gets an answer any more. */
  async stop(): Promise<void> {
    this.stopping.abort(new Error('The engine is stopping.'));
    await Promise.all(this.idle.splice(0).map((thread) => thread.terminate()));
  }

  private async inThread(job: ThreadJob): Promise<ThreadMessage> {
    const { milliseconds } = this.limits;
    const thread = this.idle.pop() ?? this.open();
    try {
      thread.ref();
      const [message] = await withinTime(milliseconds, this.stopping.signal, (signal) => {
        const answered = once(thread, 'message', { signal }) as Promise<[ThreadMessage]>;
        thread.postMessage(job);
        return answered;
      });
      this.keep(thread);
      return message;
    } catch (error) {
      await thread.terminate();
      throw this.reasonOf(error as NodeJS.ErrnoException);
    }
  }

  private forget(thread: Worker): void {
    const index = this.idle.indexOf(thread);
    if (index >= 0) this.idle.splice(index, 1);
  }

  private keep(thread: Worker): void {
    thread.unref();
    this.idle.push(thread);
    if (this.stopping.signal.aborted) void thread.terminate();
  }

  private reasonOf(error: NodeJS.ErrnoException): Error {
    const { milliseconds, megabytes } = this.limits;
    if (error.cause instanceof TimeIsUp) return new JobFailed(`It takes longer than ${milliseconds} ms.`);
    if (this.stopping.signal.aborted) return this.stopping.signal.reason as Error;
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
      return new JobFailed(`It takes more memory than ${megabytes} MB.`);
    }
    return error;
  }

  private open(): Worker {
    const { url, execArgv } = THREAD_ENTRY;
    const thread = new Worker(url, {
      env: {},
      ...(execArgv && { execArgv }),
      resourceLimits: { maxOldGenerationSizeMb: this.limits.megabytes },
    });
    // One that fails while it has nothing to do is no longer there for the next job.
    thread.on('error', () => this.forget(thread));
    return thread;
  }
}
