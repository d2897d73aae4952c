import { GIT_HOSTS, type SignatureVerdict, type WebhookRequest } from './git-host.js';

export const DELIVERY_VERDICTS = ['started', 'ignored', 'duplicate', 'rejected', 'rate_limited'] as const;
/**
 * - `started`: an execution was started for it.
 * - `ignored`: a rule kept it from starting one.
 * - `duplicate`: another delivery had started one for the same step of the same ref.
 * - `rejected`: its signature is wrong, or missing where one is asked for.
 * - `rate_limited`: the trigger had taken as many in that minute as it takes.
 */
export type DeliveryVerdict = (typeof DELIVERY_VERDICTS)[number];

/** `poller`: nothing came in; the repository was looked at, and had what no webhook had told of. */
export const DELIVERY_HOSTS = [...GIT_HOSTS, 'poller'] as const;
export type DeliveryHost = (typeof DELIVERY_HOSTS)[number];

/** One rule that was asked, in the order in which they were. */
export interface DeliveryRule {
  /** Stable, e.g. `filter.branches`. */
  readonly rule: string;
  readonly passed: boolean;
  readonly detail: string;
}

/** What came in at a trigger, or was judged again, and what became of it. */
export interface Delivery {
  readonly id: string;
  readonly projectId: string;
  readonly pipelineId: string;
  readonly triggerId: string;
  readonly receivedAt: Date;
  /** Where the connection came from; behind a proxy, the proxy's. */
  readonly remoteAddress: string;
  readonly host: DeliveryHost;
  /** The host's name of it, e.g. `push` or `pull_request.opened`. */
  readonly event: string;
  /** What the host calls this delivery; null where it names none. */
  readonly hostDeliveryId: string | null;
  /** Those that say what it is; never one that holds or proves a secret. */
  readonly headers: Readonly<Record<string, string>>;
  /** SHA-256 of the body, in hexadecimal. */
  readonly bodyDigest: string;
  /** Bytes. */
  readonly bodySize: number;
  readonly signature: SignatureVerdict;
  readonly verdict: DeliveryVerdict;
  /** Why nothing was started, in plain words; null where something was. */
  readonly reason: string | null;
  readonly rules: readonly DeliveryRule[];
  readonly ref: string | null;
  readonly commit: string | null;
  /** Of a duplicate, the one that the first delivery started. */
  readonly executionId: string | null;
  /** The delivery that was there before it. */
  readonly duplicateOf: string | null;
  /** The delivery whose bytes were judged again. */
  readonly redeliveryOf: string | null;
  /** Id of the user who had it judged again. */
  readonly actor: string | null;
  /** Of `rate_limited`: how many more were refused in the same minute, without a row of their own. */
  readonly refusedMore: number;
  /** Unique for the trigger: the same delivery is taken once. */
  readonly onceKey: string | null;
  /** Unique for the pipeline: the same step of a ref is built once. */
  readonly stepKey: string | null;
  /** From where that step goes: when the ref is back there, the step is new again. */
  readonly stepFrom: string | null;
}

const KEPT_HEADERS =
  /^(content-type|user-agent|idempotency-key|webhook-(id|timestamp)|x-(github|gitlab|gitea|gogs|forgejo|event|hook|request|attempt|hub|solum)-[a-z0-9-]+)$/;
const SECRET_HEADERS = /token|secret|signature|auth|cookie/;
const MOST_HEADERS = 30;
const LONGEST_HEADER = 255;

/** What may be kept and shown of a request's headers. */
export function keptHeaders({ headers }: WebhookRequest): Record<string, string> {
  const kept = Object.entries(headers)
    .filter(([name]) => KEPT_HEADERS.test(name) && !SECRET_HEADERS.test(name))
    .slice(0, MOST_HEADERS)
    .map(([name, value = '']) => [name, value.slice(0, LONGEST_HEADER)]);
  return Object.fromEntries(kept) as Record<string, string>;
}
