import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { validStackName } from './stack-name.js';

describe('a stack name', () => {
  it.each([
    ['shop', 'shop'],
    ['My shop (test)', 'My-shop-test'],
    ['Café', 'Cafe'],
    ['2048', 'stack-2048'],
    ['', 'stack-unnamed'],
    ['商店', 'stack-unnamed'],
  ])('made from %j is %j', (text, name) => {
    expect(validStackName(text)).toBe(name);
  });

  it('is one that Heat accepts, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) =>
        /^[a-zA-Z][a-zA-Z0-9_.-]{0,254}$/.test(validStackName(text)),
      ),
    );
    expect(validStackName('9'.repeat(1000))).toHaveLength(255);
  });
});
