import { applyDecorators, Inject, Injectable } from '@nestjs/common';
import { ApiHeader, ApiQuery } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { EventStreams, ServerSentEvent } from '../../../shared/http/event-streams.js';
import { lastEventId, wantsEvents } from '../../../shared/http/last-event-id.js';
import { ApiOperationOf } from '../../../shared/http/openapi.js';
import { AcceptsQuery } from '../../../shared/http/query.guard.js';
import type { Principal } from '../../keystone-auth/index.js';
import { EventsWanted, FollowEvents } from '../application/follow-events.js';
import { Event, EventFilter } from '../domain/event.js';
import { EventLog } from '../domain/event-log.js';
import { EventResponse, presentEvent } from './event.presenter.js';

type Query = Readonly<Record<string, unknown>>;

export interface EventsRequest {
  readonly principal: Principal;
  readonly filter: EventFilter;
  /** What is left of the query: paging. */
  readonly query: Query;
  /** Whether nothing more can come. */
  readonly isOver: () => Promise<boolean>;
  /** Where a stream begins that names no last event. */
  readonly from: 'beginning' | 'now';
}

/** Answers a list of events: as pages of JSON, oldest first, or as a stream of what is there and what comes. */
@Injectable()
export class AnswerEvents {
  constructor(
    private readonly log: EventLog,
    private readonly followEvents: FollowEvents,
    private readonly streams: EventStreams,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  async execute(wanted: EventsRequest, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    void reply.header('Vary', 'Accept');
    if (wantsEvents(request)) await this.follow(wanted, request, reply);
    else await this.page(wanted, request, reply);
  }

  private async follow(wanted: EventsRequest, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    refuseUnknown(wanted.query, []);
    const last = await this.log.last();
    const after = lastEventId(request, last) ?? (wanted.from === 'now' ? last : 0);
    const { filter, isOver } = wanted;
    this.streams.answer(reply, wanted.principal, (signal) =>
      streamed(this.followEvents, { filter, isOver, after, signal }),
    );
  }

  private async page(wanted: EventsRequest, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    refuseUnknown(wanted.query, ['limit', 'marker']);
    const limit = Math.min(numberIn(wanted.query, 'limit', 1) ?? Infinity, this.config.maxPageSize);
    const after = numberIn(wanted.query, 'marker', 0) ?? 0;
    const found = await this.log.after(wanted.filter, after, limit + 1);
    const events = found.slice(0, limit);
    const last = events.at(-1);
    if (found.length > limit && last) void reply.header('Link', nextLink(request, last));
    void reply.send(events.map(presentEvent));
  }
}

async function* streamed(follow: FollowEvents, wanted: EventsWanted): AsyncGenerator<ServerSentEvent> {
  let last = wanted.after;
  for await (const event of follow.execute(wanted)) {
    last = event.sequence;
    yield { id: String(last), event: event.type, data: presentEvent(event) };
  }
  yield { id: String(last), event: 'end', data: {} };
}

function nextLink(request: FastifyRequest, last: Event): string {
  const [path = '', query] = request.url.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('marker', String(last.sequence));
  return `<${path}?${parameters.toString()}>; rel="next"`;
}

function refuseUnknown(query: Query, known: readonly string[]): void {
  const name = Object.keys(query)
    .find((other) => !known.includes(other))
    ?.slice(0, 100);
  if (name === undefined) return;
  const detail = `The query parameter ${name} is not known here.`;
  throw DomainError.invalidField('query.invalid', `/${name}`, detail);
}

function numberIn(query: Query, name: string, least: number): number | undefined {
  const text = query[name];
  if (text === undefined) return undefined;
  if (typeof text === 'string' && /^\d{1,15}$/.test(text) && Number(text) >= least) return Number(text);
  const detail = `The query parameter ${name} must be a whole number of at least ${least}.`;
  throw DomainError.invalidField('query.invalid', `/${name}`, detail);
}

/** An operation that `AnswerEvents` answers. */
export function ApiEvents(options: { id: string; summary: string; description: string }): MethodDecorator {
  return applyDecorators(
    AcceptsQuery(),
    ApiOperationOf({
      ...options,
      status: 200,
      type: EventResponse,
      isArray: true,
      produces: ['application/json', 'text/event-stream'],
      errors: [404, 429],
    }),
    ApiHeader({
      name: 'Last-Event-ID',
      required: false,
      description: 'With Accept: text/event-stream: the sequence of the last event that the client has.',
    }),
    ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1 } }),
    ApiQuery({
      name: 'marker',
      required: false,
      schema: { type: 'integer', minimum: 0 },
      description: 'The sequence of the last event of the page before; only with JSON.',
    }),
  );
}
