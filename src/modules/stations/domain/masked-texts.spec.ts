import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { maskedTexts } from './masked-texts.js';

describe('what is masked', () => {
  it('is each value, and of a value of several lines each that is no ordinary word', () => {
    expect(maskedTexts(['token', '-----KEY\nabcdefgh\r\nend\n-----'])).toEqual([
      'token',
      '-----KEY\nabcdefgh\r\nend\n-----',
      '-----KEY',
      'abcdefgh',
    ]);
  });

  it('is a short value also without the end of its line', () => {
    expect(maskedTexts(['abcd\n'])).toEqual(['abcd\n', 'abcd']);
  });

  it('never leaves a value out', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (values) => {
        expect(maskedTexts(values)).toEqual(expect.arrayContaining(values));
      }),
    );
  });
});
