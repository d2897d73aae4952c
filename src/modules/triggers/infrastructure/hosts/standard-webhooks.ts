import { Clock } from '../../../../shared/domain/clock.js';
import { SignatureVerdict, WebhookRequest } from '../../domain/git-host.js';
import { verifyHmac } from './signatures.js';

/** As the specification recommends: what was signed longer ago may be a replay. */
const TOLERANCE_MS = 5 * 60_000;
const PREFIX = 'whsec_';
const HEXADECIMAL = /^([0-9a-f]{2}){16,}$/i;

/**
 * The signature of the Standard Webhooks specification (standardwebhooks.com), over id, time and body. A secret that begins
 * with `whsec_` is base64 after it, as the specification writes keys; of any other its own bytes are the key.
 */
export class StandardWebhooks {
  constructor(private readonly clock: Clock) {}

  verify({ headers, rawBody }: WebhookRequest, secrets: readonly string[]): SignatureVerdict {
    const signatures = headers['webhook-signature'];
    if (signatures === undefined) return 'missing';
    const id = headers['webhook-id'] ?? '';
    const timestamp = headers['webhook-timestamp'] ?? '';
    if (id === '' || !this.isRecent(timestamp)) return 'invalid';
    const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), rawBody]);
    const keys = secrets.flatMap(keysOf);
    const verdicts = signaturesIn(signatures).map((signature) => verifyHmac(signed, signature, keys));
    return verdicts.includes('valid') ? 'valid' : 'invalid';
  }

  private isRecent(timestamp: string): boolean {
    if (!/^[0-9]{1,12}$/.test(timestamp)) return false;
    return Math.abs(this.clock.now().getTime() - Number(timestamp) * 1000) <= TOLERANCE_MS;
  }
}

/** Hexadecimal secrets are taken for the bytes they stand for too, which is how they are told to a sender that wants base64. */
function keysOf(secret: string): Buffer[] {
  if (secret.startsWith(PREFIX)) return [Buffer.from(secret.slice(PREFIX.length), 'base64')];
  const text = Buffer.from(secret, 'utf8');
  return HEXADECIMAL.test(secret) ? [text, Buffer.from(secret, 'hex')] : [text];
}

/** Space-separated, each `v1,` and base64; of other versions there is none that we know. */
function signaturesIn(header: string): Buffer[] {
  return header
    .split(' ')
    .slice(0, 10)
    .filter((part) => /^v1,[A-Za-z0-9+/]{43}=$/.test(part))
    .map((part) => Buffer.from(part.slice(3), 'base64'));
}
