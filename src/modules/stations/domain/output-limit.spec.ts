import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { OutputLimit } from './output-limit.js';

function limited(bytes: number, chunks: string[]): string {
  const limit = new OutputLimit(bytes);
  return Buffer.concat([...chunks.map((chunk) => limit.push(Buffer.from(chunk))), limit.end()]).toString();
}

describe('the limit of a log', () => {
  it('lets through what is short enough', () => {
    expect(limited(1000, ['one\n', 'two\n'])).toBe('one\ntwo\n');
  });

  it('keeps the beginning and the end of what is too long, and says how much is missing', () => {
    const text = `first\n${'x'.repeat(5000)}\nlast`;
    const out = limited(100, [text]);
    expect(out).toMatch(/^first\nx+\n\[solum\] the output is longer than 75 bytes/);
    expect(out).toMatch(/\[solum\] 4911 bytes were left out here\nx+\nlast$/);
  });

  it('leaves nothing out and adds nothing else where the rest fits into the part kept of the end', () => {
    const out = limited(100, ['a'.repeat(75), 'b'.repeat(25)]);
    expect(out.replace(/\n\[solum\].*\n/, '')).toBe('a'.repeat(75) + 'b'.repeat(25));
    expect(out).not.toContain('left out');
  });

  it('is the same however the output is cut into chunks, and never much longer than the limit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary-ascii', maxLength: 60 }), { maxLength: 20 }),
        (chunks) => {
          const out = limited(100, chunks);
          expect(out).toBe(limited(100, [chunks.join('')]));
          expect(out.length).toBeLessThan(300);
        },
      ),
    );
  });
});
