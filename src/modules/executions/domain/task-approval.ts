/** What a task that waits for an approval shows of it. */
export interface TaskApproval {
  /** The engine's id of the task. */
  readonly taskId: string;
  readonly state: 'waiting' | 'approved' | 'rejected' | 'expired' | 'cancelled';
  /** Who has one of these may decide. */
  readonly roles: readonly string[];
  /** Whether whoever started the run may not approve. */
  readonly fourEyes: boolean;
  readonly message: string | null;
  /** Null: it waits as long as the run may take. */
  readonly expiresAt: Date | null;
  readonly decidedBy: { readonly id: string; readonly name: string } | null;
}
