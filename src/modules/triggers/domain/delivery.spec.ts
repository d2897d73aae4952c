import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { keptHeaders } from './delivery.js';

const kept = (headers: Record<string, string>) =>
  keptHeaders({ headers, rawBody: Buffer.alloc(0), contentType: null });

describe('the headers of a delivery', () => {
  it('are kept where they say what it is', () => {
    const telling = {
      'content-type': 'application/json',
      'user-agent': 'GitHub-Hookshot/1',
      'x-github-event': 'push',
      'x-github-delivery': '1',
      'x-gitlab-event-uuid': '2',
      'x-event-key': 'repo:push',
      'webhook-id': 'msg_1',
    };
    expect(kept(telling)).toEqual(telling);
  });

  it.each([
    'x-gitlab-token',
    'x-hub-signature',
    'x-hub-signature-256',
    'x-gitea-signature',
    'x-solum-signature-256',
    'webhook-signature',
    'authorization',
    'cookie',
    'x-auth-token',
    'x-forwarded-for',
  ])('are not kept where they hold or prove a secret, or are nobody’s business: %s', (name) => {
    expect(kept({ [name]: 'secret' })).toEqual({});
  });

  it('are few and short, whatever is sent', () => {
    const name = fc.stringMatching(/^x-github-[a-z]{1,20}$/);
    fc.assert(
      fc.property(fc.dictionary(name, fc.string({ maxLength: 1000 }), { maxKeys: 100 }), (headers) => {
        const entries = Object.entries(kept(headers));
        expect(entries.length).toBeLessThanOrEqual(30);
        for (const [, value] of entries) expect(value.length).toBeLessThanOrEqual(255);
      }),
    );
  });
});
