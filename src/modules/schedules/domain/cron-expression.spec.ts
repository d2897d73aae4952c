import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CronExpression } from './cron-expression.js';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** The due times of two days around `start`. */
function times(cron: string, timeZone: string, start: string): string[] {
  const expression = CronExpression.parse(cron, timeZone);
  const from = Date.parse(start);
  const found: string[] = [];
  let at = expression.next(new Date(from - 1));
  while (at && at.getTime() < from + 2 * DAY) {
    found.push(at.toISOString().slice(0, 16));
    at = expression.next(at);
  }
  return found;
}

describe('a cron expression', () => {
  it('goes by the wall clock of its time zone', () => {
    expect(times('30 2 * * *', 'Asia/Kathmandu', '2026-05-01T00:00Z')).toEqual([
      '2026-05-01T20:45',
      '2026-05-02T20:45',
    ]);
  });

  it('of a time that the clocks skip is due once, at the first instant after the gap', () => {
    expect(times('30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00Z')).toEqual([
      '2026-03-29T01:00',
      '2026-03-30T00:30',
    ]);
    expect(times('15 2 * * *', 'Australia/Lord_Howe', '2026-10-03T02:00Z')).toEqual([
      '2026-10-03T15:30',
      '2026-10-04T15:15',
    ]);
    expect(times('0 0 * * *', 'Africa/Cairo', '2026-04-23T12:00Z')).toEqual([
      '2026-04-23T22:00',
      '2026-04-24T21:00',
    ]);
  });

  it('of several times in the gap is due once for all of them', () => {
    expect(times('5,25,45 2 * * *', 'America/New_York', '2026-03-08T00:00Z').slice(0, 2)).toEqual([
      '2026-03-08T07:00',
      '2026-03-09T06:05',
    ]);
  });

  it('of a time that comes twice is due the first time only', () => {
    expect(times('30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00Z')).toEqual([
      '2026-10-25T00:30',
      '2026-10-26T01:30',
    ]);
    const between = CronExpression.parse('30 2 * * *', 'Europe/Berlin').next(
      new Date('2026-10-25T00:45:00Z'),
    );
    expect(between?.toISOString()).toBe('2026-10-26T01:30:00.000Z');
  });

  it('that repeats goes by elapsed time where the clocks change', () => {
    expect(times('0 * * * *', 'Europe/Berlin', '2026-10-24T22:30Z').slice(0, 4)).toEqual([
      '2026-10-24T23:00',
      '2026-10-25T00:00',
      '2026-10-25T01:00',
      '2026-10-25T02:00',
    ]);
    expect(times('*/30 * * * *', 'Europe/Berlin', '2026-03-29T00:30Z').slice(0, 3)).toEqual([
      '2026-03-29T00:30',
      '2026-03-29T01:00',
      '2026-03-29T01:30',
    ]);
  });

  it.each(['0 0 13 * 5', '0 0 L * *', '0 9 * JAN MON#1', '0 0 * * 7', '1-59/2 8-18 * * MON-FRI'])(
    'may be %s',
    (cron) => expect(CronExpression.parse(cron, 'UTC').next(new Date())).toBeInstanceOf(Date),
  );

  it.each([
    ...['', 'a', '* * * *', '* * * * * *', '@daily', '60 * * * *', '0 24 * * *', '*/0 * * * *'],
    ...['2026-01-01T00:00:00', '0 0 * * 5-1', '0 0 * FEBRUARY *', `${'1,'.repeat(60)}1 * * * *`],
  ])('is not %j', (cron) => {
    expect(() => CronExpression.parse(cron, 'UTC')).toThrow(
      expect.objectContaining({ kind: 'invalid', errors: [expect.objectContaining({ pointer: '/cron' })] }),
    );
  });

  it.each(['', '+01:00', 'Europe/Atlantis', 'CET/', '../etc/passwd', 'a'.repeat(70)])(
    'has no time zone %j',
    (timeZone) => {
      expect(() => CronExpression.parse('0 0 * * *', timeZone)).toThrow(
        expect.objectContaining({ errors: [expect.objectContaining({ pointer: '/time_zone' })] }),
      );
    },
  );

  it('of a day that never comes is found out', () => {
    const never = CronExpression.parse('0 0 30 2 *', 'UTC');
    expect(() => never.refuseNever(new Date('2026-01-01'))).toThrow(/never comes/);
    const leap = CronExpression.parse('0 0 29 2 *', 'UTC');
    expect(() => leap.refuseNever(new Date('2026-01-01'))).not.toThrow();
  });

  describe('on a day when the clocks change, and on any other', () => {
    const days: [string, string][] = [
      ['Europe/Berlin', '2026-03-28T20:00Z'],
      ['Europe/Berlin', '2026-10-24T20:00Z'],
      ['America/New_York', '2026-03-08T00:00Z'],
      ['America/New_York', '2026-11-01T00:00Z'],
      ['Australia/Lord_Howe', '2026-10-03T08:00Z'],
      ['Australia/Lord_Howe', '2026-04-04T08:00Z'],
      ['America/Santiago', '2026-09-05T20:00Z'],
      ['America/Santiago', '2026-04-04T20:00Z'],
      ['Africa/Cairo', '2026-04-23T12:00Z'],
      ['Asia/Kolkata', '2026-06-01T00:00Z'],
    ];
    const minute = fc.integer({ min: 0, max: 59 }).map(String);
    const hour = fc.integer({ min: 0, max: 4 }).map(String);
    const minutes = fc.oneof(
      minute,
      fc.tuple(minute, minute).map(String),
      fc.constantFrom('*', '*/20', '5-9'),
    );
    const hours = fc.oneof(hour, fc.tuple(hour, hour).map(String), fc.constantFrom('*', '*/2', '1-3', '23'));
    const cases = fc.tuple(minutes, hours, fc.constantFrom(...days));

    it('is due when somebody who goes through all the minutes of the day says so', () => {
      fc.assert(
        fc.property(cases, ([m, h, [timeZone, start]]) => {
          const expected = byEveryMinute(m, h, timeZone, Date.parse(start));
          expect(times(`${m} ${h} * * *`, timeZone, start)).toEqual(expected);
        }),
        { numRuns: 150 },
      );
    });

    it('was due last at the last of these times', () => {
      const after = fc.integer({ min: DAY, max: 2 * DAY - 1 });
      fc.assert(
        fc.property(cases, after, ([m, h, [timeZone, start]], milliseconds) => {
          const instant = new Date(Date.parse(start) + milliseconds);
          const latest = CronExpression.parse(`${m} ${h} * * *`, timeZone).latest(instant);
          const until = instant.toISOString().slice(0, 16);
          const expected = byEveryMinute(m, h, timeZone, Date.parse(start)).filter((time) => time <= until);
          const isBefore = latest !== undefined && latest.getTime() < Date.parse(start);
          expect(isBefore ? undefined : latest?.toISOString().slice(0, 16)).toBe(expected.at(-1));
        }),
        { numRuns: 150 },
      );
    });
  });
});

/** The rules in other words than the library's: a walk through the minutes of two days. */
function byEveryMinute(minutes: string, hours: string, timeZone: string, from: number): string[] {
  const wanted = { minutes: numbers(minutes, 59), hours: numbers(hours, 23) };
  const matches = (local: number): boolean => {
    const wall = new Date(local);
    return wanted.minutes.has(wall.getUTCMinutes()) && wanted.hours.has(wall.getUTCHours());
  };
  const byElapsedTime = /[*/]/.test(minutes + hours);
  const wallClock = wallClockOf(timeZone);
  const seen = new Set<number>();
  for (let at = from - 3 * 60 * MINUTE; at < from; at += MINUTE) seen.add(wallClock(at));
  const due: string[] = [];
  let last = wallClock(from - MINUTE);
  for (let at = from; at < from + 2 * DAY; at += MINUTE) {
    const local = wallClock(at);
    let isDue = matches(local) && (byElapsedTime || !seen.has(local));
    if (!byElapsedTime)
      for (let skipped = last + MINUTE; skipped < local; skipped += MINUTE) isDue ||= matches(skipped);
    if (isDue) due.push(new Date(at).toISOString().slice(0, 16));
    seen.add(local);
    last = local;
  }
  return due;
}

function numbers(field: string, most: number): Set<number> {
  const found = new Set<number>();
  for (const part of field.split(',')) {
    const [range = '', step = '1'] = part.split('/');
    const [first = '', last = first] = range === '*' ? ['0', String(most)] : range.split('-');
    for (let value = Number(first); value <= Number(last); value += Number(step)) found.add(value);
  }
  return found;
}

/** Local time as if it were UTC. */
function wallClockOf(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return (at) => Date.parse(`${format.format(at).replace(' ', 'T')}Z`);
}
