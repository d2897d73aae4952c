import type { JsonObject } from '../../../../shared/domain/json.js';
import type { ScriptedResult } from '../../domain/dry-run.js';

export type { ScriptedResult };

/** An action that ran, in the order in which they started. */
export interface RecordedCall {
  readonly task: string;
  /** As the workbook names it: `std.mistral_http`, or `workbook.action`. */
  readonly action: string;
  /** What the task gave it. */
  readonly input: JsonObject;
  /** What the action underneath got: for `std.mistral_http` the url, headers and body. */
  readonly baseInput: JsonObject;
  readonly actionExecutionId: string;
  /** When it started. */
  readonly at: Date;
  /** False where nobody said how it ends, and it would have left the process. */
  readonly foreseen: boolean;
}

/**
 * What actions do, by task name or action name; the task's script comes first. Of several results each is used once,
 * the last for ever.
 */
export class Script {
  private readonly results = new Map<string, ScriptedResult[]>();

  set(name: string, results: readonly ScriptedResult[]): void {
    this.results.set(name, [...results]);
  }

  next(...names: readonly string[]): ScriptedResult | undefined {
    const queue = names.map((name) => this.results.get(name)).find((each) => each !== undefined);
    return queue && queue.length > 1 ? queue.shift() : queue?.[0];
  }

  clear(): void {
    this.results.clear();
  }
}
