import { Cron } from 'croner';
import { DomainError } from '../../../shared/domain/domain-error.js';

/** Five fields of what cron knows; croner would take a date or a nickname as well, which mean something else here. */
const FIVE_FIELDS = /^[\dA-Za-z*,/#+?-]+( [\dA-Za-z*,/#+?-]+){4}$/;
/** Names of the IANA database; not the offsets (`+01:00`) that some versions of Node know as zones. */
const ZONE_NAME = /^[A-Za-z][\w+-]*(\/[\w+-]+)*$/;
const LONGEST = 100;

/**
 * When a schedule is due: a cron expression of five fields (minute, hour, day of month, month, day of week) in a time zone.
 *
 * Where the clocks change it is as in Vixie cron. A time that is skipped is due at the first instant after the gap, on the
 * same day; a time that comes twice is due the first time. An expression with `*` or a step in its minute or hour goes by
 * elapsed time instead: it is due in both hours of the doubled one, and in none of the skipped one.
 */
export class CronExpression {
  private constructor(private readonly cron: Cron) {}

  /** Throws `invalid` (`schedule.invalid`) that names the field: no expression, no zone, or a day that never comes. */
  static parse(text: string, timeZone: string): CronExpression {
    refuseUnknownZone(timeZone);
    const fields = text.trim().replace(/\s+/g, ' ');
    if (fields.length > LONGEST || !FIVE_FIELDS.test(fields))
      throw refused('/cron', 'must be five fields: minute, hour, day of month, month, day of week');
    return new CronExpression(parsed(fields, timeZone));
  }

  /** The first time after `instant`; undefined where none is left. */
  next(instant: Date): Date | undefined {
    return this.cron.nextRun(instant) ?? undefined;
  }

  /** The last time up to `instant` and including it. */
  latest(instant: Date): Date | undefined {
    // croner looks before the second that it is given.
    const nextSecond = (Math.floor(instant.getTime() / 1000) + 1) * 1000;
    return this.cron.previousRuns(1, new Date(nextSecond))[0];
  }

  /** Whether it is ever due again after `instant`. */
  refuseNever(instant: Date): void {
    if (!this.next(instant)) throw refused('/cron', 'names a day that never comes');
  }
}

function parsed(fields: string, timezone: string): Cron {
  try {
    return new Cron(fields, { timezone, paused: true, mode: '5-part', fixedTimeRule: 'no-wildcard' });
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^CronPattern: /, '') : 'unknown';
    throw refused('/cron', `is not a cron expression: ${reason.slice(0, 200)}`);
  }
}

function refuseUnknownZone(timeZone: string): void {
  try {
    if (!ZONE_NAME.test(timeZone)) throw new RangeError();
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw refused('/time_zone', 'must be the name of a time zone, e.g. Europe/Lisbon or UTC');
  }
}

function refused(pointer: string, detail: string): DomainError {
  return DomainError.invalidField('schedule.invalid', pointer, `${pointer.slice(1)} ${detail}.`);
}
