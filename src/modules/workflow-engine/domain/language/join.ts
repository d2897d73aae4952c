import { asInteger, Found, noneOf, Place } from './checks.js';

/** How many inbound transitions a task waits for. */
export type Join = 'all' | 'one' | number;

export function parseJoin(value: Found, place: Place): Join {
  if (value === 'all' || value === 'one') return value;
  const number = asInteger(value);
  if (number !== undefined && number >= 0) return number;
  return noneOf(value, place);
}
