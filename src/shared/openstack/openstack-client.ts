import {
  BrokenCircuitError,
  circuitBreaker,
  type CircuitBreakerPolicy,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleType,
  type IPolicy,
  noop,
  retry,
  wrap,
} from 'cockatiel';
import { DomainError } from '../domain/domain-error.js';
import { explanationOf } from './explanation.js';
import { type Answer, HttpExchanges, secondsOf } from './http-exchange.js';
import { NoAnswer, ServiceRefusal, TokenRefused } from './openstack-errors.js';

/** The services that this one calls; each has a circuit breaker of its own. */
export type CloudService = 'keystone' | 'mistral' | 'heat';

export interface OpenStackRequest {
  readonly service: CloudService;
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute. */
  readonly url: string;
  /** X-Auth-Token. Never logged, and in no error. */
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What it says of itself that no error may repeat, besides its tokens: a trust's id. */
  readonly secrets?: readonly string[];
  /** A string goes out as it is, anything else as JSON. */
  readonly body?: unknown;
  /** Of the body; `application/json` unless told. */
  readonly contentType?: string;
  /** Whether the request may be sent again after it got no answer. Unless told: GET, HEAD, PUT and DELETE may. */
  readonly idempotent?: boolean;
  /** For each attempt. */
  readonly timeoutMs?: number;
  /** Statuses to hand back besides 2xx; any other is thrown. */
  readonly acceptedStatuses?: readonly number[];
  readonly signal?: AbortSignal;
}

export type OpenStackResponse = Answer;

export interface OpenStackClientOptions {
  readonly timeoutMs?: number;
  /** How often an idempotent request is sent again. */
  readonly retries?: number;
  /** The first pause, about; later ones grow, with jitter. */
  readonly pauseMs?: number;
  /** So many requests in a row without an answer open the breaker … */
  readonly breakAfter?: number;
  /** … and nothing is asked for so long. */
  readonly breakMs?: number;
}

interface Guard {
  readonly once: CircuitBreakerPolicy;
  readonly again: IPolicy;
}

const REPEATABLE = new Set(['GET', 'HEAD', 'PUT', 'DELETE']);
const TOO_MANY_REQUESTS = 429;

/**
 * How every call to a service of the cloud is made: kept connections, a deadline, repetition with jitter where that is
 * harmless, and a breaker for each service, so that a dead one costs its callers nothing but the error.
 *
 * Throws
 * - `DomainError` unavailable `<service>.unavailable` (retryAfter) where there is no answer, the breaker is open, or the
 *   service asks for patience (429);
 * - `DomainError` unavailable `<service>.failed` where the service itself failed (another 5xx); not repeated;
 * - `TokenRefused` on 401, `ServiceRefusal` on another status below 500 that is neither 2xx nor accepted;
 * - what `signal` was aborted with.
 */
export class OpenStackClient {
  private readonly exchanges = new HttpExchanges();
  private readonly guards = new Map<CloudService, Guard>();
  private readonly options: Required<OpenStackClientOptions>;

  constructor(options: OpenStackClientOptions = {}) {
    this.options = { timeoutMs: 10_000, retries: 2, pauseMs: 100, breakAfter: 5, breakMs: 5_000, ...options };
  }

  async request(request: OpenStackRequest): Promise<OpenStackResponse> {
    const { service, method, url, signal } = request;
    const idempotent = request.idempotent ?? REPEATABLE.has(method);
    const guard = this.guardOf(service);
    const exchange = {
      method,
      url,
      headers: headersOf(request),
      body: bodyOf(request.body),
      timeoutMs: request.timeoutMs ?? this.options.timeoutMs,
      signal,
      idempotent,
    };
    try {
      const answer = await (idempotent ? guard.again : guard.once).execute(
        () => this.exchanges.send(exchange),
        signal,
      );
      return accepted(request, answer);
    } catch (error) {
      throw this.translated(service, error);
    }
  }

  /** Closes the kept connections. */
  close(): void {
    this.exchanges.close();
  }

  private guardOf(service: CloudService): Guard {
    const known = this.guards.get(service);
    if (known) return known;
    const { breakAfter, breakMs, retries, pauseMs } = this.options;
    const unanswered = handleType(NoAnswer);
    const once = circuitBreaker(unanswered, {
      halfOpenAfter: breakMs,
      breaker: new ConsecutiveBreaker(breakAfter),
    });
    const backoff = new ExponentialBackoff({ initialDelay: pauseMs, maxDelay: pauseMs * 20 });
    const repeated = retries > 0 ? retry(unanswered, { maxAttempts: retries, backoff }) : noop;
    const guard = { once, again: wrap(repeated, once) };
    this.guards.set(service, guard);
    return guard;
  }

  private translated(service: CloudService, error: unknown): unknown {
    const patience = Math.max(1, Math.ceil(this.options.breakMs / 1000));
    if (error instanceof NoAnswer) {
      return unavailable(
        service,
        `${nameOf(service)} does not answer (${error.reason}).`,
        error.retryAfter ?? patience,
      );
    }
    if (error instanceof BrokenCircuitError) {
      return unavailable(service, `${nameOf(service)} has not answered for a while.`, patience);
    }
    return error;
  }
}

function accepted(request: OpenStackRequest, answer: Answer): Answer {
  const { status, data, headers } = answer;
  if ((status >= 200 && status < 300) || request.acceptedStatuses?.includes(status)) return answer;
  const { service } = request;
  const explanation = blotted(explanationOf(data), request);
  if (status === 401) throw new TokenRefused(service, explanation, data);
  if (status === TOO_MANY_REQUESTS) {
    throw unavailable(
      service,
      `${nameOf(service)} asks for patience: ${explanation}`,
      secondsOf(headers['retry-after']) ?? 5,
    );
  }
  if (status >= 500) {
    throw new DomainError(
      'unavailable',
      `${service}.failed`,
      `${nameOf(service)} failed (${status}): ${explanation}`,
      { retryAfter: secondsOf(headers['retry-after']) ?? 5 },
    );
  }
  throw new ServiceRefusal(service, status, explanation, data);
}

/** A service may name in its refusal what it was asked about. */
function blotted(explanation: string, { token, headers, secrets }: OpenStackRequest): string {
  const hidden = [token, headers?.['X-Subject-Token'], ...(secrets ?? [])].filter((secret) => !!secret);
  return hidden.reduce<string>((text, secret) => text.replaceAll(String(secret), '[…]'), explanation);
}

function unavailable(service: CloudService, message: string, retryAfter: number): DomainError {
  return new DomainError('unavailable', `${service}.unavailable`, message, { retryAfter });
}

function nameOf(service: CloudService): string {
  return service.charAt(0).toUpperCase() + service.slice(1);
}

function headersOf({ token, headers, body, contentType }: OpenStackRequest): Record<string, string> {
  return {
    ...(token === undefined ? {} : { 'X-Auth-Token': token }),
    ...(body === undefined ? {} : { 'Content-Type': contentType ?? 'application/json' }),
    ...headers,
  };
}

function bodyOf(body: unknown): string | undefined {
  return body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
}
