import { DomainError, type ErrorKind, type FieldError } from '../../../shared/domain/domain-error.js';

/** What a run passes on its way. */
export const GATES = ['pipeline', 'trigger', 'inputs', 'concurrency', 'delegation', 'workbook'] as const;
export type Gate = (typeof GATES)[number];

/**
 * - `pass`: nothing is in the way here.
 * - `wait`: the run is made, and waits.
 * - `skip`: a rule of the trigger leaves the delivery out, so there is no run.
 * - `refuse`: there is no run, or it ends at once with this as its reason.
 * - `unknown`: what would have to be asked is away.
 */
export const VERDICTS = ['pass', 'wait', 'skip', 'refuse', 'unknown'] as const;
export type DecisionVerdict = (typeof VERDICTS)[number];

/** One thing that is decided before the first task of a run begins. */
export interface Decision {
  readonly gate: Gate;
  /** Stable, e.g. `filter.branches` or `concurrency.slot`. */
  readonly rule: string;
  readonly verdict: DecisionVerdict;
  /** In plain words. */
  readonly detail: string;
  /** Ids of the runs that it waits for, or that it would end. */
  readonly runs: readonly string[];
  /** The offending fields of what was asked for. */
  readonly errors: readonly FieldError[];
}

/** What says something about the run itself; whatever else goes wrong leaves it open. */
const REFUSING: ReadonlySet<ErrorKind> = new Set(['invalid', 'not_found', 'conflict']);

export function decided(
  gate: Gate,
  rule: string,
  verdict: DecisionVerdict,
  detail: string,
  runs: readonly string[] = [],
): Decision {
  return { gate, rule, verdict, detail, runs, errors: [] };
}

/** What the service would have thrown here, as the decision that it is. Throws on what it should not have. */
export function decidedBy(error: unknown, gate: Gate, rule: string): Decision {
  if (!(error instanceof DomainError)) throw error;
  const verdict = REFUSING.has(error.kind) ? 'refuse' : 'unknown';
  return { ...decided(gate, rule, verdict, error.message), errors: error.errors };
}

/** Whether there would be a run that comes to its tasks, at once or after a wait; null where that cannot be told. */
export function startsBy(decisions: readonly Decision[]): boolean | null {
  if (decisions.some(isAgainst)) return false;
  return decisions.some(({ verdict }) => verdict === 'unknown') ? null : true;
}

export function isAgainst({ verdict }: Decision): boolean {
  return verdict === 'skip' || verdict === 'refuse';
}
