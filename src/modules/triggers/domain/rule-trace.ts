/** The rules by their stable names; docs/use/webhooks.md says what each of them asks. */
export const RULES = [
  'event.readable',
  'event.type',
  'push.ref',
  'push.deleted',
  'push.commit',
  'push.one_ref',
  'pull_request.fork',
  'pull_request.head',
  'comment.phrase',
  'comment.subject',
  'comment.author',
  'filter.events',
  'filter.branches',
  'filter.tags',
  'filter.paths',
  'filter.skip_ci',
] as const;
export type RuleName = (typeof RULES)[number];

export interface RuleResult {
  /** Stable, e.g. `filter.branches`. */
  readonly rule: RuleName;
  readonly passed: boolean;
  /** In plain words, for the pipeline's users. */
  readonly detail: string;
}

/** Writes down each rule as it is asked; whoever asks stops at the first that does not pass. */
export class RuleTrace {
  private readonly written: RuleResult[] = [];

  get results(): readonly RuleResult[] {
    return this.written;
  }

  check(rule: RuleName, passed: boolean, detail: string): boolean {
    this.written.push({ rule, passed, detail });
    return passed;
  }
}

/** A sender's text as it may stand in a detail: cut, and with its control characters visible. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
}
