import type { JsonObject, JsonValue } from '../../../../shared/domain/json.js';
import { Parameter } from '../language/index.js';

/** How an action ended. */
export interface ActionOutcome {
  readonly state: 'SUCCESS' | 'ERROR';
  readonly output: JsonValue;
}

/** What the interpreter must know of an action before it runs. */
export interface ActionSignature {
  /** `std.echo` */
  readonly name: string;
  /** What Mistral calls it in its messages. */
  readonly className: string;
  readonly parameters: readonly Parameter[];
  /** Its result comes from outside, by `completeAction`. */
  readonly asynchronous?: boolean;
  /** Why it cannot run with this input, or undefined where it can. */
  refuse?(input: JsonObject): string | undefined;
  /**
   * The outcome of an action that only computes: it is taken in within the same step, without a message to anybody.
   * Undefined where the action has to be run all the same.
   */
  compute?(input: JsonObject): ActionOutcome | undefined;
}

/** The actions that are there. */
export abstract class ActionCatalogue {
  abstract find(name: string): ActionSignature | undefined;
}
