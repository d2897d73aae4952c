import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { carriedOver, plainText, segmentsOf } from './ansi.js';
import { failingLine } from './failing-line.js';
import { LogSearch, placesIn } from './log-search.js';
import { LogText } from './log-text.js';

const RED = '\u001b[31m';
const RESET = '\u001b[0m';

function logOf(...pieces: string[]): LogText {
  const log = new LogText();
  for (const piece of pieces) log.append(piece);
  return log;
}

const linesOf = (log: LogText): string[] => Array.from({ length: log.length }, (_, line) => log.plain(line));

describe('a log, parsed as it comes', () => {
  it('has the same lines however it is cut into pieces', () => {
    const pieces = fc.array(fc.constantFrom('a', 'bc', '\n', '\r', `${RED}x`, RESET, '\r\n'));
    fc.assert(
      fc.property(pieces, (parts) => {
        expect(linesOf(logOf(...parts))).toEqual(linesOf(logOf(parts.join(''))));
      }),
    );
  });

  it('shows its unfinished line, and lets it grow', () => {
    const log = logOf('one\ntw');
    expect(linesOf(log)).toEqual(['one', 'tw']);
    log.append('o\n');
    expect(linesOf(log)).toEqual(['one', 'two']);
  });

  it('shows of a line that was written over itself what was written last', () => {
    expect(linesOf(logOf('10 %\r50 %\r100 %\r\ndone\r\n'))).toEqual(['100 %', 'done']);
  });

  it('keeps a colour on until it is reset, over lines', () => {
    const log = logOf(`${RED}first\nsecond${RESET}\nthird\n`);
    expect(segmentsOf(log.line(1))).toEqual([{ text: 'second', className: 'ansi-red-fg' }]);
    expect(segmentsOf(log.line(2))).toEqual([{ text: 'third', className: '' }]);
  });
});

describe('colours of a terminal', () => {
  it('become classes; those that have none become exact', () => {
    expect(segmentsOf(`\u001b[1;32mok${RESET} \u001b[38;5;196mhot\u001b[48;2;1;2;3m!`)).toEqual([
      { text: 'ok', className: 'ansi-green-fg ansi-bold' },
      { text: ' ', className: '' },
      { text: 'hot', className: '', style: { color: 'rgb(255, 0, 0)' } },
      { text: '!', className: '', style: { color: 'rgb(255, 0, 0)', backgroundColor: 'rgb(1, 2, 3)' } },
    ]);
  });

  it('leave nothing else for the terminal behind: no moves of the cursor, no titles, no links', () => {
    const line = 'a\u001b[2Kb\u001b]0;title\u0007c\u001b]8;;http://example.org\u001b\\d';
    expect(plainText(line)).toBe('abcd');
    expect(segmentsOf(line).map(({ text }) => text)).toEqual(['abcd']);
  });

  it('are forgotten where nobody resets them', () => {
    expect(carriedOver(RED.repeat(100), '').length).toBeLessThan(100);
  });
});

describe('a search in a log', () => {
  it('finds lines whatever their case, through colours, and goes on as the log grows', () => {
    const log = logOf(`Err\n${RED}an e${RESET}rr`);
    const search = new LogSearch(log, 'eRR');
    expect(search.goOn()).toEqual([0, 1]);
    log.append('or\nnothing\nerr');
    expect(search.goOn()).toEqual([0, 1, 3]);
    expect(search.goOn()).toEqual([0, 1, 3]);
  });

  it('knows where in a line it is', () => {
    expect(placesIn('aXbxc', 'x')).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(placesIn('abc', '')).toEqual([]);
  });
});

describe('the line that says why', () => {
  it.each([
    ['ok 1\n  AssertionError: 1 is not 2\n      at cart.test.mjs:3:1\n[solum] exit code 1\n', 1],
    ['not ok 3 - adds\nmake: *** [Makefile:2: test] Error 1\n[solum] exit code 2\n', 0],
    ['src/a.ts(3,1): error TS2304: Cannot find name\nnpm ERR! code 2\n', 0],
    ['sh: 1: frobnicate: not found\n[solum] exit code 127\n', 0],
    ['something\nelse went wrong\n[solum] exit code 1\n', 1],
  ])('is the cause, not what passes it on: %j', (text, line) => {
    expect(failingLine(logOf(text))).toBe(line);
  });

  it('is none where the log says nothing', () => {
    expect(failingLine(logOf('[solum] exit code 1\n'))).toBeUndefined();
  });
});
