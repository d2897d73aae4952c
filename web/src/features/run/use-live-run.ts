import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLiveEvents } from '../../shared/live/live-events.js';
import { runKey } from './run-queries.js';

/** Events come in bursts: what is shown is asked for again at most this often. */
const PACE_MS = 400;

/** Asks for what is shown of a run again when something has happened to it. `isWaiting`: for other runs, whose ends count too. */
export function useLiveRun(id: string, isWaiting: boolean): void {
  const client = useQueryClient();
  const timer = useRef<number | undefined>(undefined);
  const refresh = (): void => {
    timer.current ??= window.setTimeout(() => {
      timer.current = undefined;
      void client.invalidateQueries({ queryKey: runKey(id) });
    }, PACE_MS);
  };
  useEffect(
    () => () => {
      window.clearTimeout(timer.current);
      timer.current = undefined;
    },
    [id],
  );
  useLiveEvents(({ execution_id: of, type }) => {
    if (of === id || (isWaiting && type === 'execution.state_changed')) refresh();
  }, refresh);
}
