/** Who acted: a user by a request, or the service by itself, for a user or by its settings. */
export type AuditActor = 'user' | 'schedule' | 'deadline' | 'retention';

/** One change, or one that was refused. What was sent is not in it. */
export interface AuditEntry {
  readonly id: string;
  readonly createdAt: Date;
  readonly actor: AuditActor;
  /** Whose things were to be changed; null: of all projects. */
  readonly projectId: string | null;
  readonly userId: string | null;
  readonly userName: string | null;
  /** The project that the user's token was of. */
  readonly userProjectId: string | null;
  /** Keystone's names of the roles that the user had. */
  readonly roles: readonly string[];
  /** Whether the service acted for the user while no request of theirs was there. */
  readonly delegated: boolean;
  /** The operation's id in the API's document, e.g. `createPipeline`; or what the service did, e.g. `schedule.fire`. */
  readonly operation: string;
  /** The collection of the API that it is in, e.g. `pipelines`. */
  readonly resourceType: string;
  readonly resourceId: string | null;
  /** HTTP status of the answer; null where the service died before it answered, or acted by itself. */
  readonly status: number | null;
  /** For people. */
  readonly detail: string | null;
  readonly requestId: string | null;
  readonly remoteAddress: string | null;
  readonly userAgent: string | null;
}
