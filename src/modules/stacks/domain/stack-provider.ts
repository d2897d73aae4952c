import type { JsonObject, JsonValue } from '../../../shared/domain/json.js';

/** For whom a call is made; Heat needs a token of that project, asked for anew for each call. */
export interface StackScope {
  readonly projectId: string;
  /**
   * Valid now; never `refused`, one that will not do: a service has just answered 401 to it, or too much of its life may be
   * gone for what is to begin. A user's own cannot be replaced, and is given again.
   */
  token(refused?: string): Promise<string>;
}

/** What providers do by themselves (the first four), and what an operator may do to a stack in Heat. */
export type StackAction =
  'CREATE' | 'UPDATE' | 'DELETE' | 'CHECK' | 'SUSPEND' | 'RESUME' | 'SNAPSHOT' | 'RESTORE' | 'ADOPT';

/** Heat's own states: action and status in one word. */
export type StackStatus = `${StackAction}_${'IN_PROGRESS' | 'COMPLETE' | 'FAILED'}`;

export interface Stack {
  readonly id: string;
  readonly name: string;
  readonly status: StackStatus;
  readonly statusReason: string | null;
  /** Of an update that failed: whether what ran before it certainly runs again, and nothing of the update. */
  readonly restored: boolean;
  /** By name; a running application has `url`. */
  readonly outputs: JsonObject;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A step on the way to what a stack is wanted to be, for people to follow. */
export interface StackEvent {
  readonly at: Date;
  /** The part of the stack that it is about; the stack's own name where it is about the whole. */
  readonly resource: string;
  /** As `StackStatus`, or another word of the provider's own (`ROLLBACK_IN_PROGRESS`). */
  readonly status: string;
  readonly reason: string | null;
}

export interface CreateStack {
  /** The caller's id for the stack, which makes creation idempotent. */
  readonly requestId: string;
  /** Any text; a provider makes it valid for itself. */
  readonly name: string;
}

export interface UpdateStack {
  /** Name of a template of the catalogue (`empty`, `basic`). */
  readonly template: string;
  /**
   * What the template is given: `artifact` (the artifact's id, `sha256:<hex>`), `run_cmd` (shell command, run in the
   * unpacked artifact with PORT set), `environment` (map of names to texts), `health_path` (HTTP path that answers below 500 when ready).
   */
  readonly parameters: Readonly<Record<string, JsonValue>>;
}

/**
 * The port to what runs a deployment: Heat in a cloud, supervised processes on one machine.
 *
 * A stack is created empty with the pipeline and updated by each deployment (Heat cannot create one with a token made
 * from a trust, but can update one). `update` returns when the update has been taken on, durably; `get` tells how it
 * goes on (UPDATE_IN_PROGRESS, then UPDATE_COMPLETE or UPDATE_FAILED with the reason). A failed update leaves what ran
 * before running. All calls may be repeated. A dead provider throws `DomainError('unavailable', 'stacks.unavailable')`,
 * an unknown stack `DomainError('not_found', 'stack.not_found')`.
 */
export abstract class StackProvider {
  /** `local` or `heat`. */
  abstract readonly name: string;

  /** Resolves when the provider can take work now; throws `unavailable` else. */
  abstract ping(): Promise<void>;

  abstract create(scope: StackScope, request: CreateStack): Promise<Stack>;

  /** The stack that `create` made for this request; undefined where there is none. For clean-up after a crash. */
  abstract findByRequest(scope: StackScope, requestId: string): Promise<Stack | undefined>;

  abstract get(scope: StackScope, stackId: string): Promise<Stack>;

  abstract update(scope: StackScope, stackId: string, request: UpdateStack): Promise<Stack>;

  /**
   * Resolves once the stack has left `…_IN_PROGRESS`, or when `signal` aborts (then with the state as it is). A provider
   * that is away meanwhile is waited for until `signal` aborts. `onEvent` is called for each step that the provider tells
   * of, in order, none twice, those of the change under way that were taken before this call included.
   */
  abstract settled(
    scope: StackScope,
    stackId: string,
    signal: AbortSignal,
    onEvent?: (event: StackEvent) => void,
  ): Promise<Stack>;

  /** Looks whether what should run does run: CHECK_COMPLETE or CHECK_FAILED with the reason. */
  abstract check(scope: StackScope, stackId: string): Promise<Stack>;

  /** Everything that ran is gone when this returns. Deleting what is gone does nothing. */
  abstract delete(scope: StackScope, stackId: string): Promise<void>;
}
