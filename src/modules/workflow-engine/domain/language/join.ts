import { Found, noneOf, Place } from './checks.js';

/** How many inbound transitions a task waits for. */
export type Join = 'all' | 'one' | number;

export function parseJoin(value: Found, place: Place): Join {
  if (value === 'all' || value === 'one') return value;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  return noneOf(value, place);
}
