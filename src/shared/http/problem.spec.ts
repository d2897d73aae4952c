import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../domain/domain-error.js';
import { toProblem } from './problem.js';

describe('an error’s answer', () => {
  it.each([
    ['invalid', 400],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['not_found', 404],
    ['conflict', 409],
    ['precondition_failed', 412],
    ['rate_limited', 429],
    ['unavailable', 503],
  ] as const)('of the kind %s has the status %i', (kind, status) => {
    const { problem, retryAfter, unexpected } = toProblem(new DomainError(kind, 'a.b', 'Why.'), 'req-1');
    expect(problem).toMatchObject({ status, code: 'a.b', detail: 'Why.', request_id: 'req-1' });
    expect(retryAfter !== undefined).toBe(status === 429 || status === 503);
    expect(unexpected).toBe(false);
  });

  it.each([
    { code: 'ECONNREFUSED' },
    { driverError: { code: 'PROTOCOL_CONNECTION_LOST' } },
    { code: 'SQLITE_FULL' },
    { driverError: { code: 'ER_LOCK_DEADLOCK' } },
    { driverError: { code: 'ER_LOCK_WAIT_TIMEOUT' } },
  ])('is 503 with a retry while the database is away (%j)', (fields) => {
    const { problem, retryAfter, unexpected } = toProblem(
      Object.assign(new Error('connect'), fields),
      'req-1',
    );
    expect(problem).toMatchObject({ status: 503, code: 'database.unavailable' });
    expect(retryAfter).toBeGreaterThan(0);
    expect(unexpected).toBe(true);
  });

  it('tells nothing of what went wrong inside, which is for the log', () => {
    for (const error of [new Error('secret of /etc'), 'secret', null, undefined, { code: 5 }]) {
      const { problem, unexpected } = toProblem(error, 'req-1');
      expect(problem).toMatchObject({ status: 500, code: 'internal' });
      expect(JSON.stringify(problem)).not.toContain('secret');
      expect(unexpected).toBe(true);
    }
  });
});
