/**
 * Why a running attempt is to stop:
 * - `timeout`: it took too long; the job ends as an error.
 * - `cancelled`: its execution has ended; the job ends as cancelled.
 * - `lost`: the lease is somebody else's; nothing may be written any more.
 * - `shutdown`: this process ends; the job goes back into the queue.
 */
export type StopReason = 'timeout' | 'cancelled' | 'lost' | 'shutdown';

/** The `reason` of an attempt's AbortSignal. */
export class Stop extends Error {
  override readonly name = 'Stop';

  constructor(
    readonly reason: StopReason,
    message: string,
  ) {
    super(message);
  }
}

/** Why the signal was aborted; undefined where it was not. */
export function stopOf(signal: AbortSignal): Stop | undefined {
  if (!signal.aborted) return undefined;
  return signal.reason instanceof Stop ? signal.reason : new Stop('shutdown', String(signal.reason));
}
