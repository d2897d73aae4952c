import { DateFields, MICROSECONDS, PyDateTime } from './datetime.js';
import { PythonError, valueError } from './errors.js';
import { MONTHS } from './strftime.js';
import { quoted } from './text.js';

const DATE_FORMS: readonly RegExp[] = [
  /^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})(?=$|[T\s])/i,
  /^(?<year>\d{4})\/(?<month>\d{1,2})\/(?<day>\d{1,2})(?=$|[T\s])/i,
  /^(?<month>\d{1,2})[/-](?<day>\d{1,2})[/-](?<year>\d{4})(?=$|[T\s])/i,
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})(?=$|[T\s])/i,
  /^(?:[a-z]{3,9},?\s+)?(?<day>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?<name>[a-z]{3,9})[.,\s-]+(?<year>\d{4})/i,
  /^(?:[a-z]{3,9},?\s+)?(?<name>[a-z]{3,9})\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<year>\d{4})/i,
  /^(?<year>\d{4})-(?<month>\d{1,2})$/,
];

const CLOCK =
  /^[T\s]*(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?\s*(?<half>am|pm)?\s*/i;
const COMPACT_CLOCK = /^T(?<hour>\d{2})(?<minute>\d{2})(?<second>\d{2})?/i;
const ZONE = /^(?:(?<utc>z|utc|gmt)|(?<sign>[+-])(?<hours>\d{2}):?(?<minutes>\d{2})?)$/i;

type Groups = Readonly<Record<string, string | undefined>>;

/** Reads the common forms of a moment: ISO 8601, RFC 2822, `Jun 1 2021 10:20`; without a zone it is UTC. */
export function parseDateTime(text: string): PyDateTime {
  const source = text.trim();
  const unknown = (): PythonError => new PythonError('ParserError', `Unknown string format: ${text}`);
  const date = first(DATE_FORMS, source);
  if (date === undefined) throw unknown();
  const rest = source.slice(date.length);
  const clock = first([CLOCK, COMPACT_CLOCK], rest);
  const zone = rest.slice(clock?.length ?? 0).trim();
  const offset = zone === '' ? 0n : zoneOffset(ZONE.exec(zone)?.groups);
  if (offset === undefined) throw unknown();
  return PyDateTime.of({ ...dateFields(date.groups, unknown), ...clockFields(clock?.groups ?? {}) }, offset);
}

function first(forms: readonly RegExp[], text: string): { length: number; groups: Groups } | undefined {
  for (const form of forms) {
    const match = form.exec(text);
    if (match !== null) return { length: match[0].length, groups: match.groups ?? {} };
  }
  return undefined;
}

function dateFields(groups: Groups, unknown: () => PythonError): DateFields {
  const { year, month, day = '1', name } = groups;
  const number = month === undefined ? monthNumber(name ?? '') : Number(month);
  if (number === 0) throw unknown();
  return { year: Number(year), month: number, day: Number(day) };
}

function monthNumber(name: string): number {
  const wanted = name.toLowerCase();
  return MONTHS.findIndex((month) => month.toLowerCase().startsWith(wanted.slice(0, 3))) + 1;
}

function clockFields(groups: Groups): Partial<DateFields> {
  const { hour, minute, second = '0', fraction = '', half } = groups;
  if (hour === undefined) return {};
  const shift =
    half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  return {
    hour: shift,
    minute: Number(minute),
    second: Number(second),
    microsecond: Number(fraction.padEnd(6, '0').slice(0, 6)),
  };
}

function zoneOffset(groups: Groups | undefined): bigint | undefined {
  if (groups === undefined) return undefined;
  if (groups['utc'] !== undefined) return 0n;
  const minutes = BigInt(groups['hours'] ?? 0) * 60n + BigInt(groups['minutes'] ?? 0);
  return (groups['sign'] === '-' ? -minutes : minutes) * MICROSECONDS.minute;
}

const DIRECTIVES: Readonly<Record<string, string>> = {
  Y: '(?<year>\\d{4})',
  y: '(?<shortYear>\\d{2})',
  m: '(?<month>\\d{1,2})',
  d: '(?<day>\\d{1,2})',
  H: '(?<hour>\\d{1,2})',
  I: '(?<hour>\\d{1,2})',
  M: '(?<minute>\\d{1,2})',
  S: '(?<second>\\d{1,2})',
  f: '(?<fraction>\\d{1,6})',
  p: '(?<half>am|pm)',
  b: '(?<name>[a-z]{3})',
  B: '(?<name>[a-z]{3,9})',
  a: '[a-z]{3}',
  A: '[a-z]{6,9}',
  z: '(?<zone>z|[+-]\\d{2}:?\\d{2})',
  '%': '%',
};

/** Python's `strptime`. */
export function strptime(text: string, format: string): PyDateTime {
  const mismatch = (): PythonError =>
    valueError(`time data ${quoted(text)} does not match format ${quoted(format)}`);
  const groups = formatPattern(format).exec(text)?.groups;
  if (groups === undefined) throw mismatch();
  const { shortYear, zone } = groups as Groups;
  const year = shortYear === undefined ? (groups['year'] ?? '1900') : String(centuryOf(Number(shortYear)));
  const month = groups['name'] === undefined ? (groups['month'] ?? '1') : undefined;
  const date = dateFields({ ...groups, year, month, day: groups['day'] ?? '1' }, mismatch);
  const clock = clockFields({ ...groups, hour: groups['hour'] ?? '0', minute: groups['minute'] ?? '0' });
  return PyDateTime.of(
    { ...date, ...clock },
    zone === undefined ? 0n : (zoneOffset(ZONE.exec(zone)?.groups) ?? 0n),
  );
}

const centuryOf = (year: number): number => (year < 69 ? 2000 + year : 1900 + year);

function formatPattern(format: string): RegExp {
  const source = format.replace(/%(.)|\s+|[\\^$.*+?()[\]{}|/-]/gs, (whole, letter?: string) => {
    if (letter === undefined) return /^\s/.test(whole) ? '\\s+' : `\\${whole}`;
    const directive = DIRECTIVES[letter];
    if (directive === undefined) {
      throw valueError(`'${letter}' is a bad directive in format ${quoted(format)}`);
    }
    return directive;
  });
  try {
    return new RegExp(`^${source}$`, 'i');
  } catch {
    throw valueError(`bad format ${quoted(format)}`);
  }
}
