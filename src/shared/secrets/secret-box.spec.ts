import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SecretBox } from './secret-box.js';

describe('a sealed secret', () => {
  const box = new SecretBox(Buffer.alloc(32, 1));

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
    expect(() => new SecretBox(Buffer.alloc(32, 2)).open(sealed, 'plan:1')).toThrow();
    expect(() => box.open(`${sealed.slice(0, -2)}AA`, 'plan:1')).toThrow();
    expect(() => box.open(sealed.replace('v1', 'v2'), 'plan:1')).toThrow(/version/);
  });
});
