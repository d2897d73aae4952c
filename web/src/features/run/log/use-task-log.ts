import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { type LogState, TaskLog } from './task-log.js';

/** `isOver`: nothing more comes. A task that is run again is followed again. */
export function useTaskLog(
  executionId: string,
  taskId: string,
  isOver: boolean,
): LogState & { retry: () => void } {
  const log = useMemo(() => new TaskLog(executionId, taskId), [executionId, taskId]);
  const state = useSyncExternalStore(log.subscribe, log.snapshot);
  useEffect(() => {
    // Who follows it to its end has it whole.
    if (!isOver) log.follow();
    else if (log.snapshot().status === 'loading') log.read();
  }, [log, isOver]);
  useEffect(() => () => log.stop(), [log]);
  return { ...state, retry: () => log.read() };
}
