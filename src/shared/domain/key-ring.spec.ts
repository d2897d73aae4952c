import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { KeyRing } from './key-ring.js';

const [ONE, TWO, THREE] = [1, 2, 3].map((byte) => Buffer.alloc(32, byte)) as [Buffer, Buffer, Buffer];
const key = () => fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));

describe('a ring of keys', () => {
  it('names each key by the key itself, wherever it is', () => {
    const [first, last] = KeyRing.of(ONE, TWO).keys.map(({ id }) => id);
    expect(KeyRing.of(TWO, THREE, ONE).keys.map(({ id }) => id)).toEqual([last, expect.any(String), first]);
    expect(first).toMatch(/^[0-9a-f]{12}$/);
    expect(first).not.toBe(last);
  });

  it('counts a key that is given twice once, where it is first', () => {
    const ring = KeyRing.of(ONE, TWO, ONE);
    expect(ring.keys).toHaveLength(2);
    expect([ring.first.bytes, ring.last.bytes]).toEqual([ONE, TWO]);
  });

  it('vouches for what any of its keys signed, and for nothing else', () => {
    fc.assert(
      fc.property(fc.uniqueArray(key(), { minLength: 2, maxLength: 4 }), fc.string(), (keys, message) => {
        const [stranger, ...own] = keys as [Buffer, Buffer, ...Buffer[]];
        const ring = KeyRing.of(...own);
        for (const one of own) expect(ring.vouchesFor(message, KeyRing.of(one).sign(message))).toBe(true);
        expect(ring.vouchesFor(message, KeyRing.of(stranger).sign(message))).toBe(false);
        expect(ring.vouchesFor(`${message}.`, ring.sign(message))).toBe(false);
      }),
    );
    expect(KeyRing.of(ONE).vouchesFor('', Buffer.alloc(0))).toBe(false);
  });

  it('has other keys for each purpose, under the same names', () => {
    const ring = KeyRing.of(ONE, TWO);
    const [links, boxes] = [ring.derive('links'), ring.derive('boxes')];
    expect(links.keys.map(({ id }) => id)).toEqual(ring.keys.map(({ id }) => id));
    expect(links.vouchesFor('x', boxes.sign('x')) || ring.vouchesFor('x', boxes.sign('x'))).toBe(false);
  });
});
