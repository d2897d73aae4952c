import { Definition } from '../../domain/interpreter/index.js';
import { parseWorkbook } from '../../domain/language/index.js';
import { LruCache } from '../../domain/expressions/lru-cache.js';
import { RunStore, StoredRun } from './run-store.js';
import { digestOf } from './workbook-library.js';

const KEPT = 100;

/** The parsed definitions of runs, each read and parsed once as long as it is in use. */
export class Definitions {
  private readonly parsed = new LruCache<Promise<Definition>>(KEPT);

  constructor(private readonly store: RunStore) {}

  of({ id, definitionDigest }: Pick<StoredRun, 'id' | 'definitionDigest'>): Promise<Definition> {
    return this.parsed.get(definitionDigest, async () => parse(await this.store.definitions(id)));
  }

  /** Throws `DslError`. */
  from(workbooks: readonly string[]): Definition {
    const definition = parse(workbooks);
    void this.parsed.get(digestOf(JSON.stringify(workbooks)), async () => definition);
    return definition;
  }
}

function parse(workbooks: readonly string[]): Definition {
  return new Definition(workbooks.map(parseWorkbook));
}
