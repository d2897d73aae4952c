/** The right to sweep: one process has it at a time. Each call is a transaction of its own. */
export abstract class SweepLease {
  /** False where another process has it, and not for longer than that process lives. */
  abstract take(): Promise<boolean>;

  /** Lengthens it; false where it ran out and another process has it by now. */
  abstract keep(): Promise<boolean>;

  abstract giveBack(): Promise<void>;
}
