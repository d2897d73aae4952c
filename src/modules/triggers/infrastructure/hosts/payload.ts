import { z } from 'zod';
import { GitHost, WebhookRequest } from '../../domain/git-host.js';
import { UnreadableEvent, WebhookEvent } from '../../domain/webhook-event.js';

const FORM = /^application\/x-www-form-urlencoded\b/i;
const DELIVERY_ID = /^[\x21-\x7e]{1,200}$/;

type Decoded = { readonly value: unknown } | { readonly problem: string };

/** A host that names its event in a header and sends JSON, or a form with the JSON in its field `payload`. */
export abstract class PayloadGitHost extends GitHost {
  protected abstract readonly eventHeaders: readonly string[];
  protected abstract readonly deliveryHeaders: readonly string[];

  /** `payload` is any JSON. */
  protected abstract readPayload(name: string, payload: unknown): WebhookEvent;

  recognises({ headers }: WebhookRequest): boolean {
    return this.eventHeaders.some((header) => headers[header] !== undefined);
  }

  deliveryId({ headers }: WebhookRequest): string | null {
    return firstDeliveryId(headers, this.deliveryHeaders);
  }

  read(request: WebhookRequest): WebhookEvent {
    const header = this.eventHeaders.find((name) => request.headers[name] !== undefined) ?? '';
    const name = (request.headers[header] ?? '').slice(0, 100);
    const decoded = decodePayload(request);
    if ('problem' in decoded) return { kind: 'unreadable', name, reason: decoded.problem };
    return this.readPayload(name, decoded.value);
  }
}

/** Ids that are too long or not printable count as none. */
export function firstDeliveryId(headers: WebhookRequest['headers'], names: readonly string[]): string | null {
  const ids = names.map((name) => headers[name]);
  return ids.find((id) => id !== undefined && DELIVERY_ID.test(id)) ?? null;
}

/** The JSON of the body; of a form the one in its field `payload`. */
export function decodePayload({ rawBody, contentType }: WebhookRequest): Decoded {
  const text = rawBody.toString('utf8');
  if (!isForm(contentType)) return parseJson(text, 'The body');
  const payload = formPayload(rawBody);
  return payload === null
    ? { problem: 'The form has no field payload.' }
    : parseJson(payload, 'The form’s field payload');
}

export function isForm(contentType: string | null): boolean {
  return contentType !== null && FORM.test(contentType);
}

export function formPayload(rawBody: Buffer): string | null {
  return new URLSearchParams(rawBody.toString('utf8')).get('payload');
}

function parseJson(text: string, what: string): Decoded {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { problem: `${what} is not JSON.` };
  }
}

/** Hands the payload on where it has the shape that its host documents. */
export function readAs<T>(
  schema: z.ZodType<T>,
  name: string,
  payload: unknown,
  toEvent: (payload: T) => WebhookEvent,
): WebhookEvent {
  const read = schema.safeParse(payload);
  return read.success ? toEvent(read.data) : unlike(name, read.error);
}

function unlike(name: string, { issues }: z.ZodError): UnreadableEvent {
  const [issue] = issues;
  const field = issue?.path.length ? `field ${issue.path.join('.').slice(0, 100)}` : 'payload';
  return {
    kind: 'unreadable',
    name,
    reason: `Its ${field} is not as documented: ${issue?.message ?? 'invalid'}.`,
  };
}
