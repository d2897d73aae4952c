/**
 * A service of the cloud answered, and refused: a 4xx that the caller did not list among its accepted statuses. Adapters
 * turn it into the domain's words; what reaches a user untranslated is a defect.
 */
export class ServiceRefusal extends Error {
  constructor(
    /** `keystone`, `mistral`, `heat`. */
    readonly service: string,
    readonly status: number,
    /** The service's own explanation; never holds a token. */
    readonly explanation: string,
    /** The answer's body, JSON already parsed. */
    readonly data: unknown,
  ) {
    super(`${service} answered ${status}: ${explanation}`);
    this.name = 'ServiceRefusal';
  }
}

/** The service did not take the token: whoever made it may renew it, once, and ask again. */
export class TokenRefused extends ServiceRefusal {
  constructor(service: string, explanation: string, data: unknown) {
    super(service, 401, explanation, data);
    this.name = 'TokenRefused';
  }
}

/** No usable answer: no connection, no answer in time, or a gateway that says so (502, 503, 504). */
export class NoAnswer extends Error {
  constructor(
    readonly reason: string,
    /** Seconds, where the service named them. */
    readonly retryAfter?: number,
  ) {
    super(reason);
    this.name = 'NoAnswer';
  }
}
