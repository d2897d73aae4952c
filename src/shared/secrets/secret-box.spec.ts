import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createCipheriv, createHmac } from 'node:crypto';
import { KeyRing } from '../domain/key-ring.js';
import { keyIdOf, SecretBox } from './secret-box.js';

const [OLD, YOUNG] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];

/** As the service sealed before keys had ids. */
function sealedWithoutId(secret: string, place: string): string {
  const key = createHmac('sha256', OLD).update('solum-secret-box').digest();
  const nonce = Buffer.alloc(12, 7);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(secret), cipher.final()]);
  return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
}

describe('a sealed secret', () => {
  const ring = KeyRing.of(OLD);
  const box = new SecretBox(ring);
  const both = new SecretBox(KeyRing.of(YOUNG, OLD));
  const young = new SecretBox(KeyRing.of(YOUNG));

  it('opens to what was sealed, whatever it was, and does not show it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (secret, place) => {
        const sealed = box.seal(secret, place);
        expect(box.open(sealed, place)).toBe(secret);
        if (secret.length > 3) expect(sealed).not.toContain(secret);
      }),
    );
  });

  it('is another each time', () => {
    expect(box.seal('secret', 'plan:1')).not.toBe(box.seal('secret', 'plan:1'));
  });

  it('opens in its own place only, under its own key only, and only unchanged', () => {
    const sealed = box.seal('secret', 'plan:1');
    expect(() => box.open(sealed, 'plan:2')).toThrow();
    expect(() => young.open(sealed, 'plan:1')).toThrow();
    expect(() => box.open(`${sealed.slice(0, -2)}AA`, 'plan:1')).toThrow();
    expect(() => box.open(sealed.replace('v2', 'v3'), 'plan:1')).toThrow(/version/);
  });

  it('says which key sealed it, and which is missing', () => {
    const sealed = box.seal('secret', 'plan:1');
    expect(keyIdOf(sealed)).toBe(ring.first.id);
    expect(() => young.open(sealed, 'plan:1')).toThrow(ring.first.id);
  });

  it('opens by any key of the ring, and is sealed by the first', () => {
    const [before, after] = [box.seal('secret', 'plan:1'), both.seal('secret', 'plan:1')];
    expect([both.open(before, 'plan:1'), young.open(after, 'plan:1')]).toEqual(['secret', 'secret']);
  });

  it('of before keys had ids opens by the key that sealed it', () => {
    const sealed = sealedWithoutId('secret', 'plan:1');
    expect(keyIdOf(sealed)).toBeUndefined();
    expect([box.open(sealed, 'plan:1'), both.open(sealed, 'plan:1')]).toEqual(['secret', 'secret']);
    expect(() => young.open(sealed, 'plan:1')).toThrow(/key/);
  });

  it('is sealed anew by the first key once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (secret, unnamed) => {
        const before = unnamed ? sealedWithoutId(secret, 'plan:1') : box.seal(secret, 'plan:1');
        const after = both.reseal(before, 'plan:1') ?? '';
        expect(young.open(after, 'plan:1')).toBe(
          young.open(young.seal(Buffer.from(secret).toString(), 'p'), 'p'),
        );
        expect(both.reseal(after, 'plan:1')).toBeUndefined();
      }),
    );
  });
});
