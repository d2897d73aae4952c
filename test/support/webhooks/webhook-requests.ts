import type { WebhookRequest } from '../../../src/modules/triggers/domain/git-host.js';
import { WebhookCase } from './webhook-case.js';

/** As the service gets it from its HTTP server. */
export function webhookRequest(
  headers: Readonly<Record<string, string>>,
  rawBody: Buffer,
  contentType: string | null = 'application/json',
): WebhookRequest {
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return { headers: Object.fromEntries(lower) as Record<string, string>, rawBody, contentType };
}

export function requestOf({ headers, payload }: Pick<WebhookCase, 'headers' | 'payload'>): WebhookRequest {
  return webhookRequest(headers, Buffer.from(payload === undefined ? '' : JSON.stringify(payload)));
}
