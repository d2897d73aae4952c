/** What went wrong, in terms every transport can translate (HTTP maps each kind to one status). */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'not_acceptable'
  | 'conflict'
  | 'precondition_failed'
  | 'too_large'
  | 'unsupported_media_type'
  | 'rate_limited'
  | 'unavailable';

/** One offending place in the request: `pointer` is a JSON Pointer (RFC 6901), e.g. `/artifacts/0/content/href`. */
export interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

export interface DomainErrorOptions {
  readonly errors?: readonly FieldError[];
  /** Seconds after which a retry makes sense; sent as Retry-After with 429 and 503. */
  readonly retryAfter?: number;
  /** How to authenticate where it is not with the service's own way; sent as WWW-Authenticate with 401. */
  readonly challenge?: string;
  readonly cause?: unknown;
}

/**
 * The only exception that reaches a user with its own words. `code` is stable (`pipeline.not_found`), `message` is
 * written for people and never holds a secret.
 */
export class DomainError extends Error {
  readonly errors: readonly FieldError[];
  readonly retryAfter: number | undefined;
  readonly challenge: string | undefined;

  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    message: string,
    options: DomainErrorOptions = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'DomainError';
    this.errors = options.errors ?? [];
    this.retryAfter = options.retryAfter;
    this.challenge = options.challenge;
  }

  static invalidField(code: string, pointer: string, detail: string): DomainError {
    return new DomainError('invalid', code, detail, { errors: [{ pointer, detail }] });
  }
}
