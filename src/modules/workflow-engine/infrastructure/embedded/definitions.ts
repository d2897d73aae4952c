import { Definition } from '../../domain/interpreter/index.js';
import { parseWorkbook } from '../../domain/language/index.js';
import { LruCache } from '../../domain/expressions/lru-cache.js';
import { RunStore } from './run-store.js';
import { digestOf } from './workbook-library.js';

const KEPT = 100;

/** What a run is pinned to, as it is found again and as it is understood. */
export interface PinnedDefinition {
  readonly digest: string;
  readonly definition: Definition;
}

/** The definitions in use, each read and parsed once. */
export class Definitions {
  private readonly parsed = new LruCache<Promise<Definition>>(KEPT);

  constructor(private readonly store: RunStore) {}

  async of(digest: string): Promise<Definition> {
    return this.once(digest, async () => JSON.parse(await this.store.definition(digest)) as string[]);
  }

  /** Keeps what a new run is pinned to. Throws `DslError`. */
  async pin(workbooks: readonly string[]): Promise<PinnedDefinition> {
    const text = JSON.stringify(workbooks);
    const digest = digestOf(text);
    const definition = await this.once(digest, async () => workbooks);
    await this.store.putDefinition({ digest, definition: text });
    return { digest, definition };
  }

  private async once(digest: string, read: () => Promise<readonly string[]>): Promise<Definition> {
    try {
      return await this.parsed.get(digest, async () => new Definition((await read()).map(parseWorkbook)));
    } catch (error) {
      this.parsed.delete(digest);
      throw error;
    }
  }
}
