import { globs } from '../../../shared/domain/glob.js';
import type { TriggerEvent, TriggerFilters } from '../../pipelines/index.js';
import { RefName } from './git-names.js';
import { quoted, RuleTrace } from './rule-trace.js';
import { ChangedPaths } from './webhook-event.js';

const SKIP = /\[(skip ci|ci skip)\]/i;

/** The filters that users set on a pipeline, each written down as the rule it is. */
export class FilterRules {
  constructor(
    private readonly filters: TriggerFilters,
    private readonly trace: RuleTrace,
  ) {}

  event(event: TriggerEvent): boolean {
    const { events } = this.filters;
    const passed = events.length === 0 || events.includes(event);
    const wanted = events.length === 0 ? 'every event' : events.join(', ');
    return this.trace.check('filter.events', passed, `It is a ${event}; the pipeline takes ${wanted}.`);
  }

  ref(ref: RefName): boolean {
    return ref.kind === 'branch'
      ? this.name('filter.branches', this.filters.branches, ref.name, 'branch')
      : this.name('filter.tags', this.filters.tags, ref.name, 'tag');
  }

  /** Null: the payload does not name it. */
  targetBranch(name: string | null): boolean {
    return this.name('filter.branches', this.filters.branches, name, 'target branch');
  }

  /** The default branch, whose name only the repository knows. */
  defaultBranch(): boolean {
    return this.name('filter.branches', this.filters.branches, null, 'default branch');
  }

  skipCi(message: string | null): boolean {
    if (!this.filters.skipCi)
      return this.trace.check('filter.skip_ci', true, 'The pipeline does not heed [skip ci].');
    if (message === null)
      return this.trace.check('filter.skip_ci', true, 'The payload holds no message of the head commit.');
    const skipped = SKIP.test(message);
    const detail = skipped ? 'asks to be skipped' : 'does not ask to be skipped';
    return this.trace.check('filter.skip_ci', !skipped, `The head commit's message ${detail}.`);
  }

  paths({ paths, complete }: ChangedPaths): boolean {
    const patterns = this.filters.paths;
    const say = (passed: boolean, detail: string) => this.trace.check('filter.paths', passed, detail);
    if (patterns.length === 0) return say(true, 'The pipeline takes every path.');
    const found = paths.find(globs(patterns));
    if (found !== undefined) return say(true, `The path ${quoted(found)} matches ${listed(patterns)}.`);
    if (!complete) return say(true, 'The payload does not name all changed paths, so none is ruled out.');
    return say(false, `None of the ${paths.length} changed paths matches ${listed(patterns)}.`);
  }

  private name(
    rule: 'filter.branches' | 'filter.tags',
    patterns: readonly string[],
    name: string | null,
    what: string,
  ): boolean {
    if (patterns.length === 0) return this.trace.check(rule, true, `The pipeline takes every ${what}.`);
    if (name === null)
      return this.trace.check(rule, true, `The payload does not name the ${what}, so it is not ruled out.`);
    const passed = globs(patterns)(name);
    const detail = `The ${what} ${quoted(name)} ${passed ? 'matches' : 'does not match'} ${listed(patterns)}.`;
    return this.trace.check(rule, passed, detail);
  }
}

function listed(patterns: readonly string[]): string {
  const shown = patterns.slice(0, 5).map(quoted).join(', ');
  return patterns.length > 5 ? `${shown} and ${patterns.length - 5} more` : shown;
}
