import { describe, expect, it } from '@jest/globals';
import { Idempotency } from './idempotency.js';
import { isUuid } from './ids.js';
import { KeyRing } from './key-ring.js';

describe('an Idempotency-Key', () => {
  const [old, young] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const idUnder = (ring: KeyRing) => new Idempotency(ring).identify('plan p', 'key', {}).id;

  it('decides the id, also while a new secret key takes the place of an old one', () => {
    const before = idUnder(KeyRing.of(old));
    expect(isUuid(before)).toBe(true);
    expect([idUnder(KeyRing.of(old)), idUnder(KeyRing.of(young, old))]).toEqual([before, before]);
    expect(idUnder(KeyRing.of(young))).not.toBe(before);
  });
});
