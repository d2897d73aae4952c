import { HttpException } from '@nestjs/common';
import { STATUS_CODES } from 'node:http';
import { isDatabaseAway } from '../domain/database-away.js';
import { DomainError, ErrorKind, FieldError } from '../domain/domain-error.js';

/** The status of each kind of error. */
export const STATUS_OF: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  not_acceptable: 406,
  conflict: 409,
  precondition_failed: 412,
  too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  unavailable: 503,
};

const DEFAULT_RETRY_AFTER_SECONDS = 5;

/** Stable codes for what the HTTP layer itself refuses, by status. */
export const CODE_OF: Readonly<Record<number, string>> = {
  400: 'request.invalid',
  404: 'route.not_found',
  405: 'route.method_not_allowed',
  408: 'request.timeout',
  413: 'request.too_large',
  414: 'request.uri_too_long',
  415: 'request.unsupported_media_type',
  431: 'request.headers_too_large',
};

/**
 * The one error body. RFC 9457's members; `code`, `request_id` and `errors` of ours; `message`, `faultstring`,
 * `faultcode` and `error` are what keystoneauth, the OpenStack SDK and python-solumclient read.
 */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly request_id: string;
  readonly errors: readonly FieldError[];
  readonly message: string;
  readonly faultcode: 'Client' | 'Server';
  readonly faultstring: string;
  readonly debuginfo: null;
  readonly error: {
    readonly code: number;
    readonly title: string;
    readonly message: string;
    /** What python-solumclient shows of a plan that was refused; it passes over the message there. */
    readonly details: string;
  };
}

export interface ProblemAnswer {
  readonly problem: Problem;
  /** Seconds, for Retry-After. */
  readonly retryAfter: number | undefined;
  /** Whether this is our own fault and belongs into the log. */
  readonly unexpected: boolean;
}

export function toProblem(error: unknown, requestId: string): ProblemAnswer {
  if (error instanceof DomainError) return fromDomain(error, requestId);
  if (error instanceof HttpException && error.getStatus() < 500) {
    const status = error.getStatus();
    const detail = status === 404 ? `${error.message}: there is nothing at this path.` : error.message;
    return answer(body(status, CODE_OF[status] ?? 'request.refused', detail, requestId));
  }
  if (isDatabaseAway(error)) {
    const away = new DomainError('unavailable', 'database.unavailable', 'The database does not answer now.');
    return { ...fromDomain(away, requestId), unexpected: true };
  }
  return {
    ...answer(
      body(
        500,
        'internal',
        'The service failed in a way it should not have. The log has the details.',
        requestId,
      ),
    ),
    unexpected: true,
  };
}

function fromDomain(error: DomainError, requestId: string): ProblemAnswer {
  const status = STATUS_OF[error.kind];
  const retryAfter =
    status === 503 || status === 429 ? (error.retryAfter ?? DEFAULT_RETRY_AFTER_SECONDS) : undefined;
  return { ...answer(body(status, error.code, error.message, requestId, error.errors)), retryAfter };
}

function answer(problem: Problem): ProblemAnswer {
  return { problem, retryAfter: undefined, unexpected: false };
}

function body(
  status: number,
  code: string,
  detail: string,
  requestId: string,
  errors: readonly FieldError[] = [],
): Problem {
  const title = STATUS_CODES[status] ?? 'Error';
  return {
    type: `urn:solum:error:${code}`,
    title,
    status,
    detail,
    code,
    request_id: requestId,
    errors,
    message: detail,
    faultcode: status < 500 ? 'Client' : 'Server',
    faultstring: detail,
    debuginfo: null,
    error: { code: status, title, message: detail, details: detail },
  };
}
