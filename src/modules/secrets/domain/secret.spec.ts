import { describe, expect, it } from '@jest/globals';
import { MOST_VALUE_BYTES, secretValueFault } from './secret.js';

describe('the value of a secret', () => {
  it('may be any text of 4 characters to 64 KiB', () => {
    for (const value of ['1234', ' \n\t ', 'pässwörd 😀', 'x'.repeat(MOST_VALUE_BYTES)])
      expect(secretValueFault(value)).toBeUndefined();
  });

  it.each([
    ['', 'characters at least'],
    ['123', 'characters at least'],
    ['x'.repeat(MOST_VALUE_BYTES + 1), 'bytes at most'],
    ['ü'.repeat(MOST_VALUE_BYTES / 2 + 1), 'bytes at most'],
    ['ab\0cd', 'NUL'],
    ['ab\ud800cd', 'Unicode'],
  ])('that cannot be a variable, or not be masked, is refused', (value, words) => {
    expect(secretValueFault(value)).toContain(words);
  });
});
