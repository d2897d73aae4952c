import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { byteRange } from './byte-range.js';

describe('a Range header', () => {
  it.each([
    ['bytes=0-9', { start: 0, end: 10 }],
    ['bytes=90-', { start: 90, end: 100 }],
    ['bytes=-10', { start: 90, end: 100 }],
    ['bytes=-1000', { start: 0, end: 100 }],
    ['bytes=95-1000', { start: 95, end: 100 }],
  ])('%s of 100 bytes names a part', (header, range) => {
    expect(byteRange(header, 100)).toEqual(range);
  });

  it.each(['bytes=100-', 'bytes=100-200', 'bytes=9-3', 'bytes=-0'])(
    '%s of 100 bytes lies outside',
    (header) => {
      expect(byteRange(header, 100)).toBeNull();
    },
  );

  it.each([undefined, '', 'bytes=-', 'lines=1-2', 'bytes=0-1,5-6'])('%s asks for the whole', (header) => {
    expect(byteRange(header, 100)).toBeUndefined();
  });

  it('never reaches outside of what is there, whatever it says', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.oneof(
          fc.string(),
          fc.tuple(fc.nat(), fc.nat()).map(([a, b]) => `bytes=${a}-${b}`),
        ),
        (size, header) => {
          const range = byteRange(header, size);
          if (range) expect(0 <= range.start && range.start < range.end && range.end <= size).toBe(true);
        },
      ),
    );
  });
});
