import { Definition } from '../../domain/interpreter/index.js';
import { parseWorkbook } from '../../domain/language/index.js';
import { LruCache } from '../../domain/expressions/lru-cache.js';
import { Run } from './kept-runs.js';
import { RunStore } from './run-store.js';
import { digestOf } from './workbook-library.js';

const KEPT = 100;

/** What a run is pinned to, as it is kept and as it is understood. */
export interface PinnedDefinition {
  /** JSON list of workbooks. */
  readonly text: string;
  /** SHA-256 of `text`. */
  readonly digest: string;
  readonly definition: Definition;
}

/** The definitions in use, each read and parsed once. */
export class Definitions {
  private readonly parsed = new LruCache<Definition>(KEPT);

  constructor(private readonly store: RunStore) {}

  async of({ id, definitionDigest }: Pick<Run, 'id' | 'definitionDigest'>): Promise<Definition> {
    const known = this.parsed.find(definitionDigest);
    if (known) return known;
    const workbooks = await this.store.definitions(id);
    return this.parsed.get(definitionDigest, () => parse(workbooks));
  }

  /** Throws `DslError`. */
  from(workbooks: readonly string[]): PinnedDefinition {
    const text = JSON.stringify(workbooks);
    const digest = digestOf(text);
    return { text, digest, definition: this.parsed.get(digest, () => parse(workbooks)) };
  }
}

function parse(workbooks: readonly string[]): Definition {
  return new Definition(workbooks.map(parseWorkbook));
}
