import { describe, expect, it } from '@jest/globals';
import { pages, REASONS } from './console-blocks.js';
import { GIVENS } from './given.js';

const RUN_FROM = ['README.md', 'docs/start/', 'docs/use/', 'docs/operate/', 'docs/reference/'];

describe.each(pages())('the commands of $path', ({ path, given, blocks }) => {
  it('are run by a test, or say why not by one of the few reasons', () => {
    const reasons = blocks.flatMap(({ line, notRun }) => (notRun === undefined ? [] : [{ line, notRun }]));
    expect(RUN_FROM.some((folder) => path.startsWith(folder))).toBe(true);
    expect(reasons.filter(({ notRun }) => !(REASONS as readonly string[]).includes(notRun))).toEqual([]);
    expect([undefined, ...GIVENS]).toContain(given);
  });

  it('begin with a dollar sign', () => {
    expect(blocks.filter(({ commands }) => commands.length === 0)).toEqual([]);
  });
});
