import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { FairTurns } from '../../../../../shared/domain/fair-turns.js';
import type { JsonValue } from '../../../../../shared/domain/json.js';
import { TimeIsUp, withinTime } from '../../../../../shared/domain/time-limit.js';

/** What one script may cost. */
export interface JavaScriptLimits {
  readonly milliseconds: number;
  /** Of the script's own heap. */
  readonly memoryBytes: number;
  /** Characters of JSON. */
  readonly longestResult: number;
  /** Scripts that run at the same time, one at most of each project. */
  readonly concurrency: number;
}

export const DEFAULT_JAVASCRIPT_LIMITS: JavaScriptLimits = {
  milliseconds: 5_000,
  memoryBytes: 64 * 1_048_576,
  longestResult: 1_048_576,
  concurrency: 2,
};

const THREAD = new URL('./isolate-thread.mjs', import.meta.url);

/** For the thread to start, and for an interpreter that is in the middle of something when its time is up. */
const GRACE_MS = 2_000;

/** A script that failed or cost too much; the message is for its author. */
export class ScriptFailed extends Error {}

/**
 * Runs JavaScript in an interpreter of its own (QuickJS in WebAssembly), in a thread of its own that ends with it: the
 * script sees what it is given and the language, nothing of this process. The thread is ended from outside where the
 * interpreter does not notice that its time is up.
 */
export class JavaScriptIsolate {
  private readonly turns: FairTurns;

  constructor(private readonly limits: JavaScriptLimits = DEFAULT_JAVASCRIPT_LIMITS) {
    this.turns = new FairTurns(limits.concurrency);
  }

  /** The value that the script returns; `context` is its `$`. Throws `ScriptFailed`. */
  evaluate(projectId: string, script: string, context: JsonValue, signal: AbortSignal): Promise<JsonValue> {
    return this.turns.run(projectId, async () =>
      signal.aborted ? null : this.inThread(script, context, signal),
    );
  }

  private async inThread(script: string, context: JsonValue, signal: AbortSignal): Promise<JsonValue> {
    const { milliseconds, memoryBytes, longestResult } = this.limits;
    const thread = new Worker(THREAD, {
      workerData: { script, context: JSON.stringify(context), milliseconds, memoryBytes, longestResult },
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16 },
    });
    try {
      const [answer] = await withinTime(
        milliseconds + GRACE_MS,
        signal,
        async (over) => (await once(thread, 'message', { signal: over })) as [Answer],
      );
      if (answer.error !== undefined) throw new ScriptFailed(answer.error);
      return answer.result === undefined ? null : (JSON.parse(answer.result) as JsonValue);
    } catch (error) {
      if ((error as Error).cause instanceof TimeIsUp)
        throw new ScriptFailed(`It takes longer than ${milliseconds} ms.`);
      throw error;
    } finally {
      await thread.terminate();
    }
  }
}

interface Answer {
  readonly result?: string;
  readonly error?: string;
}
