import { describe, expect, it } from '@jest/globals';
import { isPrintedAs } from './printed.js';

describe('what a page says that a command prints', () => {
  it.each([
    ['the same text', 'one\ntwo', 'one\ntwo'],
    ['with any text for an ellipsis', '{"name":"a","id":"7f","n":1}', '{"name":"a",…"n":1}'],
    ['with any lines for an ellipsis alone', 'first\na\nb\nlast', 'first\n…\nlast'],
    ['with no line for an ellipsis alone', 'first\nlast', 'first\n…\nlast'],
    ['whatever blanks are at the ends of lines', 'one  \n\n', 'one'],
  ])('is %s', (_, printed, said) => {
    expect(isPrintedAs(printed, said)).toBe(true);
  });

  it.each([
    ['another text', 'one', 'two'],
    ['more than the page shows', 'one\ntwo', 'one'],
    ['less', 'one', 'one\ntwo'],
    ['a text that only fits as a pattern', 'aXb', 'a.b'],
    ['an ellipsis over the end of a line', 'a\nb', 'a…b'],
  ])('is not %s', (_, printed, said) => {
    expect(isPrintedAs(printed, said)).toBe(false);
  });
});
