import { PythonError, valueError } from './errors.js';
import { PyObject } from './values.js';

export const MICROSECONDS = {
  millisecond: 1_000n,
  second: 1_000_000n,
  minute: 60_000_000n,
  hour: 3_600_000_000n,
  day: 86_400_000_000n,
};

const MOST_DAYS = 999_999_999n;

const two = (value: number | bigint): string => String(value).padStart(2, '0');

/** Python's timedelta, in microseconds. */
export class PyTimedelta extends PyObject {
  readonly typeName = 'datetime.timedelta';

  constructor(readonly microseconds: bigint) {
    super();
    const days = microseconds / MICROSECONDS.day;
    if (days > MOST_DAYS || days < -MOST_DAYS) {
      throw new PythonError('OverflowError', `days=${days}; must have magnitude <= ${MOST_DAYS}`);
    }
  }

  override hashText(): string {
    return `d${this.microseconds}`;
  }

  /** Whole days (rounded down) and the rest of the last one. */
  private parts(): { days: bigint; rest: bigint } {
    const { day } = MICROSECONDS;
    const rest = ((this.microseconds % day) + day) % day;
    return { days: (this.microseconds - rest) / day, rest };
  }

  override toString(): string {
    const { days, rest } = this.parts();
    const seconds = rest / MICROSECONDS.second;
    const clock = `${seconds / 3600n}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}`;
    const fraction = rest % MICROSECONDS.second;
    const tail = fraction === 0n ? '' : `.${String(fraction).padStart(6, '0')}`;
    const head = days === 0n ? '' : `${days} day${days === 1n || days === -1n ? '' : 's'}, `;
    return head + clock + tail;
  }

  repr(): string {
    const { days, rest } = this.parts();
    const fields = { days, seconds: rest / MICROSECONDS.second, microseconds: rest % MICROSECONDS.second };
    const shown = Object.entries(fields).filter(([, value]) => value !== 0n);
    return `datetime.timedelta(${shown.map(([name, value]) => `${name}=${value}`).join(', ') || '0'})`;
  }
}

export interface DateFields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour?: number;
  readonly minute?: number;
  readonly second?: number;
  readonly microsecond?: number;
}

/** Python's datetime: a wall clock, and how far it is ahead of UTC (null: unknown). */
export class PyDateTime extends PyObject {
  readonly typeName = 'datetime.datetime';
  private readonly wall: Date;

  constructor(
    /** Microseconds since 1970-01-01 00:00 on that clock. */
    readonly local: bigint,
    /** Microseconds. */
    readonly offset: bigint | null,
  ) {
    super();
    this.wall = new Date(Number(floorDiv(local, 1000n)));
    if (Number.isNaN(this.wall.getTime()) || this.year < 1 || this.year > 9999) {
      throw new PythonError('OverflowError', 'date value out of range');
    }
  }

  static of(fields: DateFields, offset: bigint | null): PyDateTime {
    const { year, month, day, hour = 0, minute = 0, second = 0, microsecond = 0 } = fields;
    const wall = new Date(0);
    wall.setUTCFullYear(year, month - 1, day);
    wall.setUTCHours(hour, minute, second);
    if (!inRange(year, 1, 9999)) throw valueError(`year ${year} is out of range`);
    if (!inRange(month, 1, 12)) throw valueError('month must be in 1..12');
    if (wall.getUTCMonth() !== month - 1 || wall.getUTCFullYear() !== year) {
      if (day < 1 || hour <= 23) throw valueError('day is out of range for month');
    }
    if (!inRange(hour, 0, 23)) throw valueError('hour must be in 0..23');
    if (!inRange(minute, 0, 59)) throw valueError('minute must be in 0..59');
    if (!inRange(second, 0, 59)) throw valueError('second must be in 0..59');
    if (!inRange(microsecond, 0, 999_999)) throw valueError('microsecond must be in 0..999999');
    return new PyDateTime(BigInt(wall.getTime()) * 1000n + BigInt(microsecond), offset);
  }

  static at(instant: Date, offset: bigint): PyDateTime {
    return new PyDateTime(BigInt(instant.getTime()) * 1000n + offset, offset);
  }

  get year(): number {
    return this.wall.getUTCFullYear();
  }
  get month(): number {
    return this.wall.getUTCMonth() + 1;
  }
  get day(): number {
    return this.wall.getUTCDate();
  }
  get hour(): number {
    return this.wall.getUTCHours();
  }
  get minute(): number {
    return this.wall.getUTCMinutes();
  }
  get second(): number {
    return this.wall.getUTCSeconds();
  }
  get microsecond(): number {
    return Number(this.local - floorDiv(this.local, MICROSECONDS.second) * MICROSECONDS.second);
  }
  /** Monday is 0. */
  get weekday(): number {
    return (this.wall.getUTCDay() + 6) % 7;
  }

  /** Microseconds since the epoch; a clock whose zone is unknown counts as UTC. */
  get instant(): bigint {
    return this.local - (this.offset ?? 0n);
  }

  plus(microseconds: bigint): PyDateTime {
    return new PyDateTime(this.local + microseconds, this.offset);
  }

  compare(other: PyDateTime): number {
    return this.instant < other.instant ? -1 : this.instant > other.instant ? 1 : 0;
  }

  override hashText(): string {
    return `t${this.instant}`;
  }

  /** `isoformat(' ')`. */
  override toString(): string {
    return this.isoFormat(' ');
  }

  isoFormat(separator: string): string {
    const date = `${String(this.year).padStart(4, '0')}-${two(this.month)}-${two(this.day)}`;
    const clock = `${two(this.hour)}:${two(this.minute)}:${two(this.second)}`;
    const fraction = this.microsecond === 0 ? '' : `.${String(this.microsecond).padStart(6, '0')}`;
    return `${date}${separator}${clock}${fraction}${this.offset === null ? '' : offsetText(this.offset, ':')}`;
  }

  repr(): string {
    const { year, month, day, hour, minute, second, microsecond } = this;
    const fields = [year, month, day, hour, minute];
    if (second !== 0 || microsecond !== 0) fields.push(second);
    if (microsecond !== 0) fields.push(microsecond);
    const seconds = (this.offset ?? 0n) / MICROSECONDS.second;
    const zone =
      this.offset === null ? '' : seconds === 0n ? ', tzinfo=tzutc()' : `, tzinfo=tzoffset(None, ${seconds})`;
    return `datetime.datetime(${fields.join(', ')}${zone})`;
  }
}

/** `+02:00`, or `+0200` with an empty separator. */
export function offsetText(offset: bigint, separator: string): string {
  const size = offset < 0n ? -offset : offset;
  const minutes = size / MICROSECONDS.minute;
  return `${offset < 0n ? '-' : '+'}${two(minutes / 60n)}${separator}${two(minutes % 60n)}`;
}

const inRange = (value: number, low: number, high: number): boolean => value >= low && value <= high;

export function floorDiv(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value % by < 0n ? quotient - 1n : quotient;
}
