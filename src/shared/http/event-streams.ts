import { BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { CancelTimer, Clock } from '../domain/clock.js';
import { DomainError } from '../domain/domain-error.js';
import { openStreams } from '../observability/metrics.js';

/** One server-sent event. */
export interface ServerSentEvent {
  /** What the client sends back as Last-Event-ID: where to go on after this event. */
  readonly id: string;
  readonly event: string;
  /** Sent as JSON: a carriage return in plain text would end a line. */
  readonly data: unknown;
}

/** For whom a stream is open. */
export interface StreamOwner {
  readonly projectId: string;
  /** When the token expires that it was opened with; null: never. */
  readonly expiresAt: Date | null;
}

interface OpenStream {
  /** Aborted when it is to end. */
  readonly end: AbortController;
  /** Ends it at once, whatever the client has not taken yet. */
  readonly drop: () => void;
}

type Events = (signal: AbortSignal) => AsyncIterable<ServerSentEvent>;

/** Proxies give up a connection on which nothing comes for a while, 30 seconds at the least. */
const HEARTBEAT_MS = 15_000;
/** A client that takes nothing for so long has its stream ended: it holds a place. */
const STALL_MS = 60_000;
/** For a stream that is to end: its client may not have read what was sent before. */
const END_MS = 1_000;
/** When a client comes again after its stream ended. */
const RETRY_MS = 2_000;
const RETRY_AFTER_SECONDS = 10;

/**
 * Answers with `text/event-stream`. Events are taken from their source as the client reads them, so a slow one holds no
 * memory but the events at hand. The stream ends when the source does, the client goes, the token expires, or the
 * service shuts down; `signal` then tells the source.
 */
@Injectable()
export class EventStreams implements BeforeApplicationShutdown {
  private readonly logger = new Logger('EventStreams');
  private readonly open = new Map<OpenStream, string>();
  private closing = false;

  constructor(
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /**
   * Throws `rate_limited` (`stream.too_many`) where the project has too many streams open, `unavailable` (`stream.busy`,
   * `stream.closing`) where the process has, or shuts down.
   */
  answer(reply: FastifyReply, owner: StreamOwner, events: Events): void {
    this.admit(owner.projectId);
    const stream = { end: new AbortController(), drop: () => reply.raw.destroy() };
    this.open.set(stream, owner.projectId);
    openStreams.set(this.open.size);
    const { expiresAt } = owner;
    const cancelExpiry = expiresAt ? this.clock.schedule(expiresAt, () => this.finish(stream)) : () => {};
    reply.raw.once('close', () => {
      stream.end.abort();
      cancelExpiry();
      this.open.delete(stream);
      openStreams.set(this.open.size);
    });
    void reply
      .header('Content-Type', 'text/event-stream')
      .header('Cache-Control', 'no-store')
      .header('X-Accel-Buffering', 'no')
      // Kept alive, the connection would hold up the end of the service.
      .header('Connection', 'close')
      .send(Readable.from(this.frames(events(stream.end.signal), stream), { objectMode: false }));
  }

  /** Clients come again, to another process, and go on where they were. */
  beforeApplicationShutdown(): void {
    this.closing = true;
    for (const stream of this.open.keys()) this.finish(stream);
  }

  private finish(stream: OpenStream): void {
    stream.end.abort();
    this.clock.schedule(this.clock.after(END_MS), () => {
      if (this.open.has(stream)) stream.drop();
    });
  }

  private admit(projectId: string): void {
    const { most, mostOfProject } = this.config.streams;
    const patience = { retryAfter: RETRY_AFTER_SECONDS };
    if (this.closing)
      throw new DomainError('unavailable', 'stream.closing', 'The service shuts down.', { retryAfter: 1 });
    const ofProject = [...this.open.values()].filter((other) => other === projectId).length;
    if (ofProject >= mostOfProject)
      throw new DomainError(
        'rate_limited',
        'stream.too_many',
        `The project has ${ofProject} event streams open, which is the most it may: close one first.`,
        patience,
      );
    if (this.open.size >= most)
      throw new DomainError(
        'unavailable',
        'stream.busy',
        'The service has as many event streams open as it may.',
        patience,
      );
  }

  private async *frames(
    events: AsyncIterable<ServerSentEvent>,
    { end, drop }: OpenStream,
  ): AsyncGenerator<string> {
    const source = events[Symbol.asyncIterator]();
    try {
      yield* this.watched(`retry: ${RETRY_MS}\n\n`, drop);
      for (let next = source.next(); ;) {
        const come = await this.within(next, end.signal);
        if (end.signal.aborted) return;
        if (come === undefined) yield* this.watched(': \n\n', drop);
        else if (come.done) return;
        else {
          yield* this.watched(frameOf(come.value), drop);
          next = source.next();
        }
      }
    } catch (error) {
      this.logger.warn(`An event stream breaks off: ${String(error)}`);
    } finally {
      end.abort();
      await source.return?.().catch(() => undefined);
    }
  }

  /** Undefined where nothing comes until it is time for a heartbeat, or to end. */
  private async within<T>(next: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
    let cancel: CancelTimer = () => undefined;
    let stop: () => void = () => undefined;
    const pause = new Promise<undefined>((resolve) => {
      stop = () => resolve(undefined);
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
      cancel = this.clock.schedule(this.clock.after(HEARTBEAT_MS), stop);
    });
    try {
      return await Promise.race([next, pause]);
    } finally {
      cancel();
      signal.removeEventListener('abort', stop);
    }
  }

  /** Asked for more, the client has room: until then it may have stopped reading. */
  private *watched(frame: string, drop: () => void): Generator<string> {
    const cancel = this.clock.schedule(this.clock.after(STALL_MS), drop);
    try {
      yield frame;
    } finally {
      cancel();
    }
  }
}

function frameOf({ id, event, data }: ServerSentEvent): string {
  return `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
