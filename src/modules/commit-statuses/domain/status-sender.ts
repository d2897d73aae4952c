import type { StatusHostName, StatusReport } from './status-host.js';

/**
 * - `taken`: the host shows it.
 * - `refused`: it did not take it, or did not answer; `reason` is for people and holds no secret. `retryAfter`: seconds that
 *   the host asked for; null where it did not.
 */
export type SendOutcome =
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly reason: string; readonly retryAfter: number | null };

/** Tells a git host of a commit's status. Sending the same again is harmless. Never throws, and never takes longer than a lease. */
export abstract class StatusSender {
  abstract send(
    to: { readonly host: StatusHostName; readonly apiUrl: string; readonly token: string },
    report: StatusReport,
  ): Promise<SendOutcome>;
}
