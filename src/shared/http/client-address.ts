import { isIP } from 'node:net';

/**
 * The address a request came from, as the proxies that are trusted name it; undefined where that is none: with a trusted
 * proxy too many, X-Forwarded-For (a header that its senders write) may say anything.
 */
export function clientAddress(request: { readonly ip: string }): string | undefined {
  return isIP(request.ip) === 0 ? undefined : request.ip;
}
