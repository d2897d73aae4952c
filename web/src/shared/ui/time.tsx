import { type ReactNode, useSyncExternalStore } from 'react';

const SECOND = 1000;
const listeners = new Set<() => void>();
let timer: number | undefined;
let now = Date.now();

/** One clock for all that shows how time goes by; it stands still while nobody looks. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= window.setInterval(() => {
    if (document.hidden) return;
    now = Date.now();
    for (const each of listeners) each();
  }, SECOND);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.clearInterval(timer);
    timer = undefined;
  };
}

export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

/** `4.2 s`, `3 min 05 s`, `2 h 10 min`, `3 d 4 h`. */
export function durationText(seconds: number): string {
  if (seconds < 10) return `${Math.max(0, seconds).toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
  if (whole < 86_400) return `${Math.floor(whole / 3600)} h ${two(Math.floor((whole % 3600) / 60))} min`;
  return `${Math.floor(whole / 86_400)} d ${Math.floor((whole % 86_400) / 3600)} h`;
}

const two = (number: number): string => String(number).padStart(2, '0');

/** How long something took; counts on while it has begun and not ended. */
export function Duration({ seconds, since }: { seconds: number | null; since?: string | null }): ReactNode {
  if (seconds !== null) return <span>{durationText(seconds)}</span>;
  if (!since) return <span aria-label="no duration yet">–</span>;
  return <Running since={since} />;
}

function Running({ since }: { since: string }): ReactNode {
  const elapsed = Math.max(0, Math.floor((useNow() - Date.parse(since)) / SECOND));
  return <span>{elapsed < 60 ? `${elapsed} s` : durationText(elapsed)}</span>;
}

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'long' });
const absolute = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

export function relativeText(at: number, from: number): string {
  const seconds = Math.round((at - from) / SECOND);
  const step = STEPS.find(([, size]) => Math.abs(seconds) >= size);
  if (!step) return Math.abs(seconds) < 10 ? 'just now' : relative.format(seconds, 'second');
  return relative.format(Math.trunc(seconds / step[1]), step[0]);
}

/** How long ago, or in how long; the exact time when pointed at. */
export function RelativeTime({ at }: { at: string }): ReactNode {
  const current = useNow();
  const time = Date.parse(at);
  return (
    <time dateTime={at} title={absolute.format(time)}>
      {relativeText(time, Math.max(current, Date.now() - SECOND))}
    </time>
  );
}
