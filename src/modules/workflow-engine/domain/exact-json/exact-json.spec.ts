import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../../shared/domain/json.js';
import { pythonJson, readExactJson } from '../expressions/index.js';
import { ExactNumber, plainJson, readKept, writeKept } from './index.js';

const exact = (text: string): JsonValue => new ExactNumber(text) as unknown as JsonValue;

describe('an exact number', () => {
  it.each(['2.0', '1e+16', '-0.0', '9007199254740993', 'NaN'])('%s is kept as it is', (text) => {
    const kept = readKept(writeKept({ of: [exact(text)] })) as { of: ExactNumber[] };
    expect(kept.of[0]?.text).toBe(text);
  });

  it('is an ordinary number to everyone else', () => {
    expect(JSON.stringify({ ratio: exact('2.0'), big: exact('9007199254740993') })).toBe(
      '{"ratio":2,"big":9007199254740992}',
    );
    expect(plainJson({ ratio: [exact('2.0')] })).toEqual({ ratio: [2] });
  });

  it('comes out of JSON from outside, and goes out as Python writes it', () => {
    const text = '{"ratio": 2.0, "big": 9007199254740993, "half": 0.5, "n": 1, "text": "\\u00e4 2.0"}';
    expect(pythonJson(readExactJson(text))).toBe(text);
  });
});

describe('a document that is kept', () => {
  it('comes back whatever is in it', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const document = JSON.parse(text) as JsonValue;
        expect(readKept(writeKept(document))).toEqual(document);
        expect(plainJson(document)).toBe(document);
      }),
    );
  });

  it('is left as it is by one that looks like a number that is kept, but is none', () => {
    const document = { text: '\0number:twelve' } satisfies JsonObject;
    expect(readKept(writeKept(document))).toEqual(document);
  });
});
