import { useMemo, useState } from 'react';
import { LogSearch } from './log-search.js';
import type { LogState } from './task-log.js';

export interface SearchState {
  readonly count: number;
  /** Which of those found one is at, from 1; 0 before the first step. */
  readonly place: number;
  /** The line that is. */
  readonly current: number | undefined;
  readonly step: (by: 1 | -1) => void;
}

/** Steps through the lines that hold a text, round and round. */
export function useLogSearch(log: LogState, query: string, show: (line: number) => void): SearchState {
  const search = useMemo(() => new LogSearch(log.text, query), [log.text, query]);
  const found = search.goOn();
  const [at, setAt] = useState<{ of: LogSearch; place: number }>({ of: search, place: 0 });
  const place = at.of === search ? at.place : 0;
  const step = (by: 1 | -1): void => {
    if (found.length === 0) return;
    const next =
      place === 0 && by === -1 ? found.length : ((place - 1 + by + found.length) % found.length) + 1;
    setAt({ of: search, place: next });
    show(found[next - 1] ?? 0);
  };
  return { count: found.length, place, current: place > 0 ? found[place - 1] : undefined, step };
}
