import { offsetText, PyDateTime } from './datetime.js';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const digits = (value: number, width: number): string => String(value).padStart(width, '0');

function dayOfYear(at: PyDateTime): number {
  return (
    Math.round(
      (Date.UTC(2000 + (at.year % 400), at.month - 1, at.day) - Date.UTC(2000 + (at.year % 400), 0, 1)) /
        86_400_000,
    ) + 1
  );
}

const hour12 = (at: PyDateTime): number => at.hour % 12 || 12;

const DIRECTIVES: Readonly<Record<string, (at: PyDateTime) => string>> = {
  a: (at) => (DAYS[at.weekday] ?? '').slice(0, 3),
  A: (at) => DAYS[at.weekday] ?? '',
  w: (at) => String((at.weekday + 1) % 7),
  u: (at) => String(at.weekday + 1),
  d: (at) => digits(at.day, 2),
  e: (at) => String(at.day).padStart(2, ' '),
  b: (at) => (MONTHS[at.month - 1] ?? '').slice(0, 3),
  h: (at) => (MONTHS[at.month - 1] ?? '').slice(0, 3),
  B: (at) => MONTHS[at.month - 1] ?? '',
  m: (at) => digits(at.month, 2),
  y: (at) => digits(at.year % 100, 2),
  Y: (at) => String(at.year),
  C: (at) => digits(Math.floor(at.year / 100), 2),
  H: (at) => digits(at.hour, 2),
  I: (at) => digits(hour12(at), 2),
  p: (at) => (at.hour < 12 ? 'AM' : 'PM'),
  M: (at) => digits(at.minute, 2),
  S: (at) => digits(at.second, 2),
  f: (at) => digits(at.microsecond, 6),
  z: (at) => (at.offset === null ? '' : offsetText(at.offset, '')),
  Z: (at) => (at.offset === 0n ? 'UTC' : ''),
  j: (at) => digits(dayOfYear(at), 3),
  U: (at) => digits(Math.floor((dayOfYear(at) + 6 - ((at.weekday + 1) % 7)) / 7), 2),
  W: (at) => digits(Math.floor((dayOfYear(at) + 6 - at.weekday) / 7), 2),
  s: (at) => String(at.instant / 1_000_000n),
  c: (at) => strftime(at, '%a %b %e %H:%M:%S %Y'),
  x: (at) => strftime(at, '%m/%d/%y'),
  X: (at) => strftime(at, '%H:%M:%S'),
  D: (at) => strftime(at, '%m/%d/%y'),
  F: (at) => strftime(at, '%Y-%m-%d'),
  T: (at) => strftime(at, '%H:%M:%S'),
  R: (at) => strftime(at, '%H:%M'),
  n: () => '\n',
  t: () => '\t',
  '%': () => '%',
};

/** Python's `strftime` in the C locale; an unknown directive stays as it is written. */
export function strftime(at: PyDateTime, format: string): string {
  return format.replace(/%(\S)/gu, (whole, letter: string) => DIRECTIVES[letter]?.(at) ?? whole);
}
