import type { ErrorKind, FieldError } from '../../../../shared/domain/domain-error.js';
import type { DryRunReport, DryRunRequest } from '../../domain/dry-run.js';
import type { RunLimits, State } from '../../domain/interpreter/index.js';

/** What an action is to the interpreter, as data. */
export interface SignatureData {
  readonly name: string;
  readonly className: string;
  /** Texts of `writeKept`, as the defaults are. */
  readonly parameters: string;
  readonly asynchronous: boolean;
  /** Whether the engine computes it within a step; a thread does so where it is one of Mistral's own. */
  readonly computes: boolean;
}

/** What the interpreter works with. Values of runs are texts of `writeKept`, which keep exact numbers. */
interface Interpreting {
  /** JSON: the list of workbooks that the run is pinned to. */
  readonly definition: string;
  readonly definitionDigest: string;
  readonly signatures: readonly SignatureData[];
  readonly limits?: RunLimits;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface StepJob extends Interpreting {
  readonly kind: 'step';
  /** A `RunState`. */
  readonly document: string;
  /** A list of `RunEvent`. */
  readonly events: string;
}

export interface StartJob extends Interpreting {
  readonly kind: 'start';
  /** A `StartRequest`. */
  readonly request: string;
}

export interface DryRunJob {
  readonly kind: 'dry_run';
  readonly request: DryRunRequest;
  readonly limits: RunLimits;
}

/** A step that a thread has made. */
export interface StepThere {
  /** Of the root execution. */
  readonly root: State;
  /** When the first timer falls due, in milliseconds since the epoch. */
  readonly nextTimer: number | null;
  /** A `RunState`. */
  readonly document: string;
  /** A list of `Effect`. */
  readonly effects: string;
}

export interface ThreadAnswers {
  readonly step: StepThere;
  readonly start: StepThere;
  readonly dry_run: DryRunReport;
}

export type ThreadJob = StepJob | StartJob | DryRunJob;

/** An error as it comes out of a thread. */
export interface ThrownThere {
  readonly message: string;
  /** Of a `DomainError`. */
  readonly domain?: {
    readonly kind: ErrorKind;
    readonly code: string;
    readonly errors: readonly FieldError[];
  };
}

export type ThreadMessage = { readonly answer: unknown } | { readonly thrown: ThrownThere };
