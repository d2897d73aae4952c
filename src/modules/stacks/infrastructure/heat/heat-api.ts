import { z } from 'zod';
import type { JsonObject } from '../../../../shared/domain/json.js';
import { ServiceEndpoints } from '../../../../shared/domain/service-endpoints.js';
import {
  OpenStackClient,
  OpenStackRequest,
  OpenStackResponse,
} from '../../../../shared/openstack/openstack-client.js';
import { ServiceRefusal, TokenRefused } from '../../../../shared/openstack/openstack-errors.js';
import { StackScope } from '../../domain/stack-provider.js';
import { asked, faultTypeOf, unavailable } from './heat-errors.js';
import { HeatStack, heatStackSchema } from './heat-stack.js';

/** Heat validates a whole template, against the other services too, before it answers. */
const LONG_MS = 60_000;
const PING_MS = 3_000;

/** How Heat calls a stack: both are needed to reach it without a redirect. */
export interface StackRef {
  readonly name: string;
  readonly id: string;
}

export interface StackChange {
  /** The template's text. */
  readonly template: string;
  readonly parameters: JsonObject;
  readonly tags: readonly string[];
}

export const heatEventSchema = z.object({
  id: z.string(),
  event_time: z.iso.datetime({ offset: true }),
  resource_name: z.string(),
  physical_resource_id: z.string().nullish(),
  resource_status: z.string(),
  resource_status_reason: z.string().nullish(),
});

export type HeatEvent = z.output<typeof heatEventSchema>;

const listing = z.object({ stacks: z.array(heatStackSchema) });
const shown = z.object({ stack: heatStackSchema });
const created = z.object({ stack: z.object({ id: z.string() }) });
const events = z.object({ events: z.array(heatEventSchema) });

/**
 * The calls of Heat's API v1 that the provider makes, each with a token of the scope's project, or the scope's next one
 * where Heat does not take the first. Throws `DomainError`.
 */
export class HeatApi {
  constructor(
    private readonly client: OpenStackClient,
    private readonly endpoints: ServiceEndpoints,
  ) {}

  /** Heat's list of versions, which needs no token. */
  async ping(): Promise<void> {
    const endpoint = await this.endpoints.of('orchestration', 'none');
    const url = `${endpoint.replace(/\/v1(\/[^/]*)?$/, '')}/`;
    const request = { service: 'heat', method: 'GET', url, timeoutMs: PING_MS, idempotent: false } as const;
    await asked(() => this.client.request({ ...request, acceptedStatuses: [300] }));
  }

  /** The stacks with all of these tags, deleted ones left out. */
  async tagged(scope: StackScope, tag: string): Promise<readonly HeatStack[]> {
    const answer = await this.call(scope, 'GET', `/stacks?tags=${encodeURIComponent(tag)}`);
    return parsed(listing, answer).stacks;
  }

  /**
   * A stack by its id alone, without outputs; undefined where there is none in the project. Listed until all that Heat
   * made for it is gone, its own trust too: the state is DELETE_COMPLETE a moment earlier.
   */
  async listed(scope: StackScope, id: string): Promise<HeatStack | undefined> {
    const answer = await this.call(scope, 'GET', `/stacks?id=${encodeURIComponent(id)}`);
    return parsed(listing, answer).stacks.find((stack) => stack.id === id);
  }

  /** Also a stack that was deleted, for a while. To resolve the outputs Heat asks the services behind the resources. */
  async show(scope: StackScope, ref: StackRef, withOutputs: boolean): Promise<HeatStack> {
    const query = withOutputs ? '' : '?resolve_outputs=False';
    return parsed(shown, await this.call(scope, 'GET', `${pathOf(ref)}${query}`)).stack;
  }

  /**
   * Undefined where the name is taken. Heat's check of that lets two through that come in the same moment (seen on
   * MariaDB). Never sent twice by the client.
   */
  async create(
    scope: StackScope,
    name: string,
    template: JsonObject,
    tags: readonly string[],
  ): Promise<string | undefined> {
    const body = { stack_name: name, template, tags: tags.join(','), disable_rollback: true };
    try {
      const answer = await this.call(scope, 'POST', '/stacks', { body, timeoutMs: LONG_MS });
      return parsed(created, answer).stack.id;
    } catch (error) {
      const { cause } = error as Error;
      if (cause instanceof ServiceRefusal && faultTypeOf(cause) === 'StackExists') return undefined;
      throw error;
    }
  }

  /**
   * PUT forgets the tags that are not in it. With `disable_rollback: false` Heat goes back to the template before when the
   * update fails. Heat answers 202 also where it drops the update because the stack changed in the same moment.
   */
  async update(scope: StackScope, ref: StackRef, { template, parameters, tags }: StackChange): Promise<void> {
    const body = { template, parameters, tags: tags.join(','), disable_rollback: false };
    await this.begin(scope, 'PUT', pathOf(ref), { body });
  }

  /** Heat answers once the stack is CHECK_IN_PROGRESS, or past it. */
  async check(scope: StackScope, ref: StackRef): Promise<void> {
    await this.begin(scope, 'POST', `${pathOf(ref)}/actions`, { body: { check: null } });
  }

  async delete(scope: StackScope, ref: StackRef): Promise<void> {
    await this.begin(scope, 'DELETE', pathOf(ref), { acceptedStatuses: [404] });
  }

  /** In the order of their happening (or against it), those after `marker`; a marker that Heat does not know is ignored. */
  async events(
    scope: StackScope,
    ref: StackRef,
    page: { order: 'asc' | 'desc'; limit: number; marker?: string | undefined },
  ): Promise<readonly HeatEvent[]> {
    const query = new URLSearchParams({
      sort_keys: 'event_time',
      sort_dir: page.order,
      limit: String(page.limit),
    });
    if (page.marker !== undefined) query.set('marker', page.marker);
    const answer = await this.call(scope, 'GET', `${pathOf(ref)}/events?${query.toString()}`);
    return parsed(events, answer).events;
  }

  /**
   * Starts what goes on after the answer. Heat does all of it with the token of the request, unless its operator has set
   * `reauthentication_auth_method`: one that was used for a while already might not last as long.
   */
  private async begin(
    scope: StackScope,
    method: OpenStackRequest['method'],
    path: string,
    more: Partial<OpenStackRequest>,
  ): Promise<OpenStackResponse> {
    const used = await scope.token();
    const renewed = { ...scope, token: (unfit?: string) => scope.token(unfit ?? used) };
    return this.call(renewed, method, path, { ...more, timeoutMs: LONG_MS });
  }

  private async call(
    scope: StackScope,
    method: OpenStackRequest['method'],
    path: string,
    more: Partial<OpenStackRequest> = {},
  ): Promise<OpenStackResponse> {
    const endpoint = await this.endpoints.of('orchestration', scope.projectId);
    const url = `${endpoint}${path}`;
    const send = (token: string): Promise<OpenStackResponse> =>
      this.client.request({ service: 'heat', method, url, token, ...more });
    const token = await scope.token();
    return asked(async () => {
      try {
        return await send(token);
      } catch (error) {
        const next = error instanceof TokenRefused ? await scope.token(token) : token;
        if (next === token) throw error;
        return send(next).catch((again: unknown) => {
          // A new token is good: what Heat lacks is Keystone's word for it, as while either of them starts.
          throw again instanceof TokenRefused
            ? unavailable('Heat does not accept a token that Keystone has just made.', undefined, again)
            : again;
        });
      }
    });
  }
}

function pathOf({ name, id }: StackRef): string {
  return `/stacks/${encodeURIComponent(name)}/${encodeURIComponent(id)}`;
}

function parsed<T>(schema: z.ZodType<T>, { data }: OpenStackResponse): T {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  throw unavailable(`Heat gave an answer that is not understood: ${z.prettifyError(result.error)}`);
}
