/** One offending place in a request. */
export interface FieldError {
  /** JSON Pointer into the body, or /name of a query parameter. */
  readonly pointer: string;
  readonly detail: string;
}

interface ErrorFacts {
  readonly status: number;
  readonly code: string;
  readonly errors?: readonly FieldError[];
  readonly requestId?: string | null;
  readonly retryAfter?: number | null;
}

/** The service refused, or failed at, a request: its error body (RFC 9457) as an error. */
export class SolumError extends Error {
  override readonly name = 'SolumError';
  /** HTTP status. */
  readonly status: number;
  /** Stable, for programs: `pipeline.not_found`; `http.<status>` where something before the service answered. */
  readonly code: string;
  /** The fields that are wrong, where fields are. */
  readonly errors: readonly FieldError[];
  /** What the service's log knows the request by. */
  readonly requestId: string | null;
  /** Seconds after which it may be tried again. */
  readonly retryAfter: number | null;

  constructor(message: string, facts: ErrorFacts) {
    super(message);
    this.status = facts.status;
    this.code = facts.code;
    this.errors = facts.errors ?? [];
    this.requestId = facts.requestId ?? null;
    this.retryAfter = facts.retryAfter ?? null;
  }

  /** Reads the error out of an answer that is none of the service's successes. */
  static async of(response: Response): Promise<SolumError> {
    const { status, headers } = response;
    const body = bodyOf(await response.text().catch(() => ''));
    const retryAfter = Number(headers.get('retry-after') ?? NaN);
    return new SolumError(
      text(body.detail) ?? text(body.message) ?? `${status} ${response.statusText}`.trim(),
      {
        status,
        code: text(body.code) ?? `http.${status}`,
        errors: Array.isArray(body.errors) ? (body.errors as FieldError[]) : [],
        requestId: text(body.request_id) ?? headers.get('x-openstack-request-id'),
        retryAfter: Number.isFinite(retryAfter) ? retryAfter : null,
      },
    );
  }
}

/** No answer came: nothing listens there, its name is unknown, or the connection broke. */
export class SolumUnreachableError extends Error {
  override readonly name = 'SolumUnreachableError';

  constructor(
    readonly url: string,
    cause: unknown,
  ) {
    super(`${new URL(url).origin} does not answer: ${reasonOf(cause)}`, { cause });
  }
}

/** fetch says only "fetch failed"; what happened stands in its cause. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as { cause?: { code?: string; message?: string }; message?: string };
  return cause?.code ?? cause?.message ?? message ?? String(error);
}

function bodyOf(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
