import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import type { Schemas } from '../api/client.js';
import { ProjectStream } from './project-stream.js';

export type LiveEvent = Schemas['Event'];
export type LiveStatus = 'connecting' | 'live' | 'away';

/** One connection for the whole page: whoever follows shares it. */
const stream = new ProjectStream();

/**
 * Calls back for each thing that happens in the project, in order, while the component is shown. `onGap` is called where
 * something may have been missed: load again what is shown.
 */
export function useLiveEvents(onEvent: (event: LiveEvent) => void, onGap: () => void = () => {}): void {
  const event = useEffectEvent(onEvent);
  const gap = useEffectEvent(onGap);
  useEffect(() => stream.follow({ onEvent: event, onGap: gap }), []);
}

/** Whether what is shown is kept up to date. */
export function useLiveStatus(): LiveStatus {
  return useSyncExternalStore(stream.onStatus, () => stream.status);
}

/** After signing in, or into another project: what came before is another project's. */
export function restartLiveEvents(): void {
  stream.restart();
}
