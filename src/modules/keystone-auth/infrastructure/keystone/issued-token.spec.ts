import { describe, expect, it } from '@jest/globals';
import { isAlive, isFresh, type IssuedToken } from './issued-token.js';

const START = Date.parse('2026-01-01T00:00:00Z');

/** `aheadMs`: of our clock, Keystone's is. */
function token(lifetimeMs: number, aheadMs = 0): IssuedToken {
  const issued = START + aheadMs;
  const times = { issued_at: new Date(issued), expires_at: new Date(issued + lifetimeMs) };
  const facts = { ...times, user: { id: 'u', name: 'u' }, roles: [], catalog: [] };
  return { value: 'token', facts, askedAt: new Date(START) };
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

  it.each([-3_600_000, 3_600_000])('lives as long where Keystone’s clock is %i ms ahead', (ahead) => {
    const minute = token(60_000, ahead);
    expect(isFresh(minute, after(47_999))).toBe(true);
    expect(isFresh(minute, after(48_000))).toBe(false);
    expect(isAlive(minute, after(60_000))).toBe(false);
  });
});
