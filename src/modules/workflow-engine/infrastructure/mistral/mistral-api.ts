import { DomainError } from '../../../../shared/domain/domain-error.js';
import { ServiceEndpoints } from '../../../../shared/domain/service-endpoints.js';
import type {
  OpenStackClient,
  OpenStackRequest,
  OpenStackResponse,
} from '../../../../shared/openstack/openstack-client.js';
import { ServiceRefusal, TokenRefused } from '../../../../shared/openstack/openstack-errors.js';
import { EngineScope } from '../../domain/workflow-engine.js';
import { readAnswer, pageSchema } from './mistral-answers.js';

const SERVICE_TYPE = 'workflowv2';
const PAGE = 100;
const RETRY_AFTER_SECONDS = 5;

export type MistralRequest = Pick<
  OpenStackRequest,
  'method' | 'body' | 'contentType' | 'headers' | 'idempotent' | 'acceptedStatuses'
> & {
  /** Below the endpoint, e.g. `/executions/…`. */
  readonly path: string;
};

/** Mistral's REST API (version 2) with a token of the project for each call, and its failures in the port's words. */
export class MistralApi {
  constructor(
    private readonly client: OpenStackClient,
    private readonly endpoints: ServiceEndpoints,
  ) {}

  /**
   * Throws `unavailable` (`engine.unavailable`), `forbidden` (`engine.token_refused`, `engine.forbidden`) and, for a
   * status that the caller did not expect, `invalid` (`engine.refused`).
   */
  async send(scope: EngineScope, request: MistralRequest): Promise<OpenStackResponse> {
    const url = await this.urlOf(scope.projectId, request.path);
    const token = await scope.token();
    const attempt = (used: string): Promise<OpenStackResponse> =>
      this.request({ ...request, url, token: used });
    try {
      return await attempt(token);
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'engine.token_refused')) throw error;
      const renewed = await scope.token(token);
      if (renewed === token) throw error;
      return attempt(renewed).catch((again: unknown) => {
        throw again instanceof DomainError && again.code === 'engine.token_refused'
          ? distrusted(again)
          : again;
      });
    }
  }

  /** Every item of a listing: Mistral pages by `limit` and `marker`, and a last page has no `next`. */
  async list(
    scope: EngineScope,
    path: string,
    query: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly id: string }[]> {
    const items: { readonly id: string }[] = [];
    for (;;) {
      const last = items.at(-1);
      const parameters = new URLSearchParams({
        ...query,
        limit: String(PAGE),
        ...(last ? { marker: last.id } : {}),
      });
      const { data } = await this.send(scope, { method: 'GET', path: `${path}?${parameters.toString()}` });
      const page = readAnswer(pageSchema, data);
      items.push(...page.items);
      if (!page.more || page.items.length === 0) return items;
    }
  }

  /** The API's version document, which Mistral shows without a token. */
  async root(): Promise<unknown> {
    const url = (await this.urlOf('', '')).replace(/\/v2$/, '/');
    const { data } = await this.request({ method: 'GET', url });
    return data;
  }

  async urlOf(projectId: string, path: string): Promise<string> {
    return `${await this.endpoints.of(SERVICE_TYPE, projectId)}${path}`;
  }

  private async request(request: Omit<OpenStackRequest, 'service'>): Promise<OpenStackResponse> {
    try {
      return await this.client.request({ ...request, service: 'mistral' });
    } catch (error) {
      throw translated(error);
    }
  }
}

/** A new token is good: what Mistral lacks is Keystone's word for it, as while either of them starts. */
function distrusted(cause: DomainError): DomainError {
  const detail = 'Mistral does not accept a token that Keystone has just made.';
  return new DomainError('unavailable', 'engine.unavailable', detail, {
    retryAfter: RETRY_AFTER_SECONDS,
    cause,
  });
}

function translated(error: unknown): unknown {
  if (error instanceof DomainError && error.kind === 'unavailable') {
    const { message, retryAfter = RETRY_AFTER_SECONDS } = error;
    return new DomainError('unavailable', 'engine.unavailable', message, { retryAfter, cause: error });
  }
  if (error instanceof TokenRefused) {
    const detail = 'Mistral does not accept the token of this project (401): it has expired or was revoked.';
    return new DomainError('forbidden', 'engine.token_refused', detail, { cause: error });
  }
  if (!(error instanceof ServiceRefusal)) return error;
  if (error.status === 403) {
    const detail = `Mistral's policy does not allow this: ${error.explanation}`;
    return new DomainError('forbidden', 'engine.forbidden', detail, { cause: error });
  }
  const detail = `Mistral refuses this (${error.status}): ${error.explanation}`;
  return new DomainError('invalid', 'engine.refused', detail, { cause: error });
}
