import { useEffect, useRef } from 'react';
import { type LiveEvent, useLiveEvents } from './live-events.js';

/** Many things happen at once while a run goes on; what is shown is loaded again at most this often. */
const PAUSE_MS = 1000;

/** Loads again what is shown when something happens that concerns it, or may have been missed. */
export function useRefreshOnEvents(concerns: (event: LiveEvent) => boolean, refresh: () => unknown): void {
  const timer = useRef<number | undefined>(undefined);
  const soon = (): void => {
    timer.current ??= window.setTimeout(() => {
      timer.current = undefined;
      refresh();
    }, PAUSE_MS);
  };
  useLiveEvents((event) => {
    if (concerns(event)) soon();
  }, soon);
  useEffect(() => () => window.clearTimeout(timer.current), []);
}
