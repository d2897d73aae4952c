import { createHmac } from 'node:crypto';
import type { GitHostName } from '../../../src/modules/triggers/domain/git-host.js';

const hmac = (secret: string, body: Buffer) => createHmac('sha256', secret).update(body).digest('hex');

/** The headers by which each host signs a body, as its documentation says. */
export const SIGNATURES: Readonly<
  Record<GitHostName, (secret: string, body: Buffer) => Record<string, string>>
> = {
  github: (secret, body) => ({ 'X-Hub-Signature-256': `sha256=${hmac(secret, body)}` }),
  gitlab: (secret) => ({ 'X-Gitlab-Token': secret }),
  gitea: (secret, body) => ({ 'X-Gitea-Signature': hmac(secret, body) }),
  bitbucket: (secret, body) => ({ 'X-Hub-Signature': `sha256=${hmac(secret, body)}` }),
  plain: (secret, body) => ({ 'X-Solum-Signature-256': `sha256=${hmac(secret, body)}` }),
};

/** As Standard Webhooks has it: over id, time and body, under the key's bytes. */
export function standardSignature(
  key: Buffer,
  body: Buffer,
  { id = 'msg_1', at }: { readonly id?: string; readonly at: Date },
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]);
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${createHmac('sha256', key).update(signed).digest('base64')}`,
  };
}
