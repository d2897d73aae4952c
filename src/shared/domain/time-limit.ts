/** The reason of a signal that is aborted because the time is up. */
export class TimeIsUp extends Error {
  constructor(milliseconds: number) {
    super(`It takes longer than ${milliseconds} ms.`);
  }
}

/**
 * Does work under a signal that is aborted by `outer`, with its reason, or with `TimeIsUp` once the time is up. Nothing is
 * left behind when the work has settled. Not `AbortSignal.any` with `AbortSignal.timeout`: Node 20 may collect the
 * combination before the time is up, and then it never aborts.
 */
export async function withinTime<T>(
  milliseconds: number,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const both = new AbortController();
  const passOn = (): void => both.abort(outer.reason);
  const timer = setTimeout(() => both.abort(new TimeIsUp(milliseconds)), milliseconds);
  outer.addEventListener('abort', passOn);
  if (outer.aborted) passOn();
  try {
    return await work(both.signal);
  } finally {
    clearTimeout(timer);
    outer.removeEventListener('abort', passOn);
  }
}
