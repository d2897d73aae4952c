import { describe, expect, it } from '@jest/globals';
import { sign } from '@octokit/webhooks-methods';
import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { SIGNATURES, standardSignature } from '../../../../../test/support/webhooks/sign-webhook.js';
import { webhookRequest } from '../../../../../test/support/webhooks/webhook-requests.js';
import { SimulatedClock } from '../../../../shared/domain/simulated-clock.js';
import { GitHostName, SignatureVerdict } from '../../domain/git-host.js';
import { knownGitHosts } from './known-hosts.js';

const clock = new SimulatedClock();
const hosts = knownGitHosts(clock);
const MINUTE = 60_000;
const EVENTS: Record<GitHostName, Record<string, string>> = {
  github: { 'X-GitHub-Event': 'push' },
  gitlab: { 'X-Gitlab-Event': 'Push Hook' },
  gitea: { 'X-Gitea-Event': 'push', 'X-GitHub-Event': 'push' },
  bitbucket: { 'X-Event-Key': 'repo:push' },
  plain: {},
};
const NAMES = Object.keys(EVENTS) as GitHostName[];
/** GitLab's token is beside the body; the others sign it. */
const SIGNING = NAMES.filter((name) => name !== 'gitlab');

function verify(
  host: GitHostName,
  headers: Record<string, string>,
  body: Buffer,
  secrets: readonly string[],
  contentType?: string,
): Promise<SignatureVerdict> {
  const request = webhookRequest({ ...EVENTS[host], ...headers }, body, contentType);
  return hosts.of(request).verify(request, secrets);
}

const secrets = fc.string({ minLength: 1, maxLength: 80 });
const bodies = fc.oneof(fc.json(), fc.string({ minLength: 1 })).map((text) => Buffer.from(text));

/** A header holds neither blanks at its ends nor line breaks, so a token is of visible characters. */
const visible = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at));
const tokens = fc.string({ unit: fc.constantFrom(...visible), minLength: 1, maxLength: 80 });

describe.each(NAMES)('a signature as %s makes it', (host) => {
  it('is valid under the secret that made it, also beside others, and under no other', async () => {
    await fc.assert(
      fc.asyncProperty(tokens, tokens, tokens, bodies, async (secret, second, third, body) => {
        fc.pre(new Set([secret, second, third]).size === 3);
        const headers = SIGNATURES[host](secret, body);
        expect(await verify(host, headers, body, [secret])).toBe('valid');
        expect(await verify(host, headers, body, [second, secret])).toBe('valid');
        expect(await verify(host, headers, body, [second, third])).toBe('invalid');
        expect(await verify(host, headers, body, [])).toBe('invalid');
      }),
    );
  });

  it('is missing where there is none', async () => {
    expect(await verify(host, {}, Buffer.from('{}'), ['secret'])).toBe('missing');
  });

  it('whatever its header says is valid, invalid or missing, and never valid by chance', async () => {
    const [header = ''] = Object.keys(SIGNATURES[host]('x', Buffer.from('x')));
    await fc.assert(
      fc.asyncProperty(fc.string(), bodies, secrets, async (text, body, secret) => {
        fc.pre(text !== secret);
        expect(await verify(host, { [header]: text }, body, [secret])).not.toBe('valid');
      }),
    );
  });

  it('under an empty secret is believed by nobody', async () => {
    const body = Buffer.from('{"ref":"refs/heads/main"}');
    expect(await verify(host, SIGNATURES[host]('', body), body, [''])).not.toBe('valid');
  });
});

describe.each(SIGNING)('a body signed as %s signs', (host) => {
  it('is refused when any bit of it, or of the signature, is another', async () => {
    await fc.assert(
      fc.asyncProperty(bodies, fc.nat(), fc.nat(7), async (body, at, bit) => {
        const headers = SIGNATURES[host]('a secret', body);
        expect(await verify(host, headers, flipped(body, at, bit), ['a secret'])).toBe('invalid');
        const [[name, value] = ['', '']] = Object.entries(headers);
        const digits = value.slice(-64);
        const place = at % 64;
        const other = ((parseInt(digits[place] ?? '0', 16) + 1 + (at % 15)) % 16).toString(16);
        const forged = value.slice(0, -64) + digits.slice(0, place) + other + digits.slice(place + 1);
        expect(await verify(host, { [name]: forged }, body, ['a secret'])).toBe('invalid');
      }),
    );
  });

  it('is refused when it is bytes that are no text', async () => {
    const body = Buffer.from('{"message":"schön"}');
    const headers = SIGNATURES[host]('a secret', body);
    const cut = Buffer.concat([body.subarray(0, 15), body.subarray(16)]);
    expect(await verify(host, headers, cut, ['a secret'])).toBe('invalid');
  });
});

describe('what the hosts’ own libraries sign is valid', () => {
  const body = '{"ref":"refs/heads/größe"}';

  it('GitHub’s', async () => {
    const headers = { 'X-Hub-Signature-256': await sign('a secret', body) };
    expect(await verify('github', headers, Buffer.from(body), ['old', 'a secret'])).toBe('valid');
  });

  it.each(['gitlab', 'plain'] as const)('that of Standard Webhooks, by %s', async (host) => {
    const secret = `whsec_${randomBytes(32).toString('base64')}`;
    const at = clock.now();
    const headers = {
      'webhook-id': 'msg_2',
      'webhook-timestamp': String(at.getTime() / 1000),
      'webhook-signature': `v1a,nothing ${new Webhook(secret).sign('msg_2', at, body)}`,
    };
    expect(await verify(host, headers, Buffer.from(body), ['old', secret])).toBe('valid');
    expect(await verify(host, headers, Buffer.from(body), ['old'])).toBe('invalid');
  });
});

describe.each(['gitlab', 'plain'] as const)('a signature of Standard Webhooks, by %s', (host) => {
  const body = Buffer.from('{"ref":"refs/heads/main"}');
  const hexadecimal = randomBytes(32).toString('hex');
  const key = Buffer.from(hexadecimal, 'hex');
  const now = () => clock.now();

  it('is valid under the bytes that a hexadecimal secret stands for, and under any other secret’s own', async () => {
    expect(await verify(host, standardSignature(key, body, { at: now() }), body, [hexadecimal])).toBe(
      'valid',
    );
    const text = standardSignature(Buffer.from('plain words'), body, { at: now() });
    expect(await verify(host, text, body, ['plain words'])).toBe('valid');
  });

  it('is for five minutes, in both directions', async () => {
    const at = (shift: number) => standardSignature(key, body, { at: new Date(now().getTime() + shift) });
    for (const shift of [-5 * MINUTE, 0, 5 * MINUTE])
      expect(await verify(host, at(shift), body, [hexadecimal])).toBe('valid');
    for (const shift of [-6 * MINUTE, 6 * MINUTE])
      expect(await verify(host, at(shift), body, [hexadecimal])).toBe('invalid');
  });

  it('covers the id, the time and every bit of the body', async () => {
    const headers = standardSignature(key, body, { at: now() });
    const later = String(Number(headers['webhook-timestamp']) + 1);
    const forgeries: Record<string, string>[] = [
      { 'webhook-id': 'msg_9' },
      { 'webhook-id': '' },
      { 'webhook-timestamp': later },
      { 'webhook-timestamp': 'now' },
    ];
    for (const forged of forgeries)
      expect(await verify(host, { ...headers, ...forged }, body, [hexadecimal])).toBe('invalid');
    for (let at = 0; at < body.length * 8; at++)
      expect(await verify(host, headers, flipped(body, at >> 3, at & 7), [hexadecimal])).toBe('invalid');
  });
});

describe('GitLab', () => {
  it('is believed by its signature where it sends one, and not by the token beside it', async () => {
    const body = Buffer.from('{}');
    const forged = {
      'X-Gitlab-Token': 'a secret',
      ...standardSignature(Buffer.from('other'), body, { at: clock.now() }),
    };
    expect(await verify('gitlab', forged, body, ['a secret'])).toBe('invalid');
  });
});

describe('Gitea', () => {
  const payload = '{"ref":"refs/heads/main"}';
  const form = Buffer.from(new URLSearchParams({ payload }).toString());
  const FORM = 'application/x-www-form-urlencoded';

  it('signs of a form the JSON in it', async () => {
    const headers = SIGNATURES.gitea('a secret', Buffer.from(payload));
    expect(await verify('gitea', headers, form, ['a secret'], FORM)).toBe('valid');
    expect(await verify('gitea', SIGNATURES.gitea('a secret', form), form, ['a secret'], FORM)).toBe(
      'invalid',
    );
  });

  it('without a secret sends an empty signature, which is none', async () => {
    expect(await verify('gitea', { 'X-Gitea-Signature': '' }, Buffer.from(payload), ['a secret'])).toBe(
      'missing',
    );
  });

  it('is believed by Forgejo’s header where both are there', async () => {
    const body = Buffer.from(payload);
    const good = SIGNATURES.gitea('a secret', body);
    const headers = {
      ...good,
      'X-Forgejo-Signature': SIGNATURES.gitea('other', body)['X-Gitea-Signature'] ?? '',
    };
    expect(await verify('gitea', headers, body, ['a secret'])).toBe('invalid');
  });
});

describe('the id of a delivery', () => {
  const idOf = (headers: Record<string, string>) => {
    const request = webhookRequest(headers, Buffer.alloc(0));
    return hosts.of(request).deliveryId(request);
  };

  it.each([
    [{ ...EVENTS.github, 'X-GitHub-Delivery': 'a1' }, 'a1'],
    [{ ...EVENTS.gitlab, 'Idempotency-Key': 'b2', 'X-Gitlab-Event-UUID': 'b3' }, 'b2'],
    [{ ...EVENTS.gitlab, 'webhook-id': 'b1', 'Idempotency-Key': 'b2' }, 'b1'],
    [{ ...EVENTS.gitea, 'X-Gitea-Delivery': 'c1', 'X-GitHub-Delivery': 'c2' }, 'c1'],
    [{ ...EVENTS.bitbucket, 'X-Request-UUID': 'd1' }, 'd1'],
    [{ ...EVENTS.bitbucket, 'X-Request-Id': 'd2' }, 'd2'],
    [{ 'X-Solum-Delivery': 'e1' }, 'e1'],
    [{}, null],
    [{ 'X-Solum-Delivery': 'x'.repeat(201) }, null],
    [{ 'X-Solum-Delivery': 'two words' }, null],
  ])('%j is %j', (headers, id) => {
    expect(idOf(headers as Record<string, string>)).toBe(id);
  });
});

function flipped(body: Buffer, at: number, bit: number): Buffer {
  const other = Buffer.from(body);
  const place = at % body.length;
  other[place] = (other[place] ?? 0) ^ (1 << bit);
  return other;
}
