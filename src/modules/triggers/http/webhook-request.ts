import type { IncomingHttpHeaders } from 'node:http';
import { WebhookRequest } from '../domain/git-host.js';

/** What a route that takes the raw body got. */
export function webhookRequest(headers: IncomingHttpHeaders, body: unknown): WebhookRequest {
  const single = Object.entries(headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : value,
  ]);
  return {
    headers: Object.fromEntries(single) as WebhookRequest['headers'],
    rawBody: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
    contentType: headers['content-type'] ?? null,
  };
}
