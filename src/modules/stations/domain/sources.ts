import { JobLog } from './job-logs.js';
import { Workspace } from './workspaces.js';

/** What to check out: the commit; else the head of the ref; else the head of the default branch. */
export interface SourceRequest {
  readonly href: string;
  readonly ref?: string | undefined;
  readonly commit?: string | undefined;
}

export interface CheckoutOptions {
  readonly workspace: Workspace;
  /** Password for the repository's own host over http(s), and for no other host. */
  readonly token: string | null;
  readonly log: JobLog;
  readonly signal: AbortSignal;
}

/** What really lies in `workspace.source`. */
export interface Checkout {
  /** Full id. */
  readonly commit: string;
  /** The ref that was asked for; null for the default branch or a bare commit. */
  readonly ref: string | null;
}

export abstract class Sources {
  /**
   * Checks the source out with its submodules. Throws `invalid` (`source.refused`) for an address that is not allowed,
   * `not_found` (`source.not_found`) where the repository has no such ref or commit, `unavailable`
   * (`source.unavailable`) where the repository cannot be read; the words of git are in the log. Throws the signal's reason when aborted.
   */
  abstract checkout(source: SourceRequest, options: CheckoutOptions): Promise<Checkout>;
}
