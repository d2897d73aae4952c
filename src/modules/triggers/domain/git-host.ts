import { WebhookEvent } from './webhook-event.js';

export const GIT_HOSTS = ['github', 'gitlab', 'gitea', 'bitbucket', 'plain'] as const;
/** `gitea` is Forgejo too; `bitbucket` Cloud and Data Center; `plain` is curl and scripts. */
export type GitHostName = (typeof GIT_HOSTS)[number];

export interface WebhookRequest {
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The bytes that were signed. */
  readonly rawBody: Buffer;
  readonly contentType: string | null;
}

/** `missing`: the request carries no signature of this host's. */
export type SignatureVerdict = 'valid' | 'invalid' | 'missing';

/**
 * How one git host signs its webhooks and what it says in them. An adapter knows nothing of pipelines and asks nobody:
 * a request's own bytes are all it has.
 */
export abstract class GitHost {
  abstract readonly name: GitHostName;

  /** Whether the headers are this host's. */
  abstract recognises(request: WebhookRequest): boolean;

  /** What the host calls this delivery, the same when it tries again; null where it names none. */
  abstract deliveryId(request: WebhookRequest): string | null;

  /**
   * Whether one of the secrets signed exactly these bytes, in constant time. There are several while a rotation's overlap
   * lasts; with none, whatever is signed is `invalid`.
   */
  abstract verify(request: WebhookRequest, secrets: readonly string[]): Promise<SignatureVerdict>;

  /** Never throws: what cannot be read is `unreadable`, with the reason. */
  abstract read(request: WebhookRequest): WebhookEvent;
}

/** Every host that the service understands. */
export class GitHosts {
  /** The first of `hosts` that recognises a request has it; `plain` has what is left. */
  constructor(
    private readonly hosts: readonly GitHost[],
    private readonly plain: GitHost,
  ) {}

  get names(): GitHostName[] {
    return [...this.hosts, this.plain].map(({ name }) => name);
  }

  of(request: WebhookRequest): GitHost {
    return this.hosts.find((host) => host.recognises(request)) ?? this.plain;
  }
}
