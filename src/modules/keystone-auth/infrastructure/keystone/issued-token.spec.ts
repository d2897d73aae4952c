import { describe, expect, it } from '@jest/globals';
import { isAlive, isFresh, type IssuedToken } from './issued-token.js';

const START = Date.parse('2026-01-01T00:00:00Z');

function token(lifetimeMs: number): IssuedToken {
  const times = { issued_at: new Date(START), expires_at: new Date(START + lifetimeMs) };
  return { value: 'token', facts: { ...times, user: { id: 'u', name: 'u' }, roles: [], catalog: [] } };
}

const after = (milliseconds: number): Date => new Date(START + milliseconds);

describe('a token of the service', () => {
  it('is given out until two minutes before its end', () => {
    const hour = token(3_600_000);
    expect(isFresh(hour, after(3_479_000))).toBe(true);
    expect(isFresh(hour, after(3_480_000))).toBe(false);
    expect(isAlive(hour, after(3_599_999))).toBe(true);
    expect(isAlive(hour, after(3_600_000))).toBe(false);
  });

  it('is given out for most of its life where it lives a minute only', () => {
    const minute = token(60_000);
    expect(isFresh(minute, after(47_999))).toBe(true);
    expect(isFresh(minute, after(48_000))).toBe(false);
  });
});
