import { z } from 'zod';
import { Clock } from '../../../../shared/domain/clock.js';
import { GitHost, SignatureVerdict, WebhookRequest } from '../../domain/git-host.js';
import { isNoCommit } from '../../domain/git-names.js';
import { UNKNOWN_PATHS, WebhookEvent } from '../../domain/webhook-event.js';
import { limitedPaths } from './commits.js';
import { decodePayload, firstDeliveryId, isForm, readAs } from './payload.js';
import { hexSignature, verifyHmac } from './signatures.js';
import { StandardWebhooks } from './standard-webhooks.js';

const NAME = 'request';

const request = z.object({
  ref: z.string().nullish(),
  commit: z.string().nullish(),
  before: z.string().nullish(),
  after: z.string().nullish(),
  deleted: z.boolean().nullish(),
  message: z.string().nullish(),
  paths: z.array(z.string()).nullish(),
});

/**
 * curl and scripts: nothing, or JSON, or a form. Without a ref the default branch is built. What an unknown host sends
 * lands here too, so members that are not ours are let be.
 */
export class PlainHost extends GitHost {
  readonly name = 'plain';
  private readonly signatures: StandardWebhooks;

  constructor(clock: Clock) {
    super();
    this.signatures = new StandardWebhooks(clock);
  }

  /** It is asked last. */
  recognises(): boolean {
    return true;
  }

  deliveryId({ headers }: WebhookRequest): string | null {
    return firstDeliveryId(headers, ['webhook-id', 'x-solum-delivery', 'idempotency-key']);
  }

  /** By our own header, which one line of openssl can write, or by Standard Webhooks. */
  async verify(delivered: WebhookRequest, secrets: readonly string[]): Promise<SignatureVerdict> {
    const signature = delivered.headers['x-solum-signature-256'];
    return signature === undefined
      ? this.signatures.verify(delivered, secrets)
      : verifyHmac(delivered.rawBody, hexSignature(signature, 'sha256='), secrets);
  }

  read(delivered: WebhookRequest): WebhookEvent {
    const decoded = decodePlain(delivered);
    if ('problem' in decoded) return { kind: 'unreadable', name: NAME, reason: decoded.problem };
    return readAs(request, NAME, decoded.value, ({ ref, commit, before, after, deleted, message, paths }) => {
      const change = {
        ref: ref ?? null,
        commit: commit ?? after ?? null,
        before: before ?? null,
        deleted: deleted === true || (typeof after === 'string' && isNoCommit(after)),
        message: message ?? null,
        paths: paths ? limitedPaths(paths) : UNKNOWN_PATHS,
      };
      return { kind: 'push', name: NAME, changes: [change] };
    });
  }
}

/** curl calls whatever it is given a form, so a body that begins as JSON does is taken for JSON. */
function decodePlain(delivered: WebhookRequest): ReturnType<typeof decodePayload> {
  const text = delivered.rawBody.toString('utf8').trim();
  if (text === '') return { value: {} };
  if (!isForm(delivered.contentType) || text.startsWith('{'))
    return decodePayload({ ...delivered, contentType: null });
  const fields = new URLSearchParams(text);
  return fields.has('payload') ? decodePayload(delivered) : { value: Object.fromEntries(fields) };
}
