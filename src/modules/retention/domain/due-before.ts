import type { Clock } from '../../../shared/domain/clock.js';

const DAY_MS = 86_400_000;

/** What is older is due, where things are kept for so many days; undefined where they are kept for ever, which 0 says. */
export function dueBefore(clock: Clock, days: number): Date | undefined {
  return days === 0 ? undefined : clock.after(-days * DAY_MS);
}
