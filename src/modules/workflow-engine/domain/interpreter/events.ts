import type { JsonObject, JsonValue } from '../../../../shared/domain/json.js';
import { State } from './states.js';

/** What can happen to a run from outside. */
export type RunEvent =
  /** Time has passed: whatever is due by now happens. */
  | { readonly kind: 'tick' }
  | {
      readonly kind: 'action_result';
      readonly actionId: string;
      readonly state: 'SUCCESS' | 'ERROR' | 'CANCELLED';
      readonly output: JsonValue;
    }
  /** A station says that its work stands still, or goes on. */
  | { readonly kind: 'action_update'; readonly actionId: string; readonly state: 'PAUSED' | 'RUNNING' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume'; readonly env?: JsonObject }
  | {
      readonly kind: 'stop';
      readonly state: 'SUCCESS' | 'ERROR' | 'CANCELLED';
      readonly stateInfo: string | null;
    }
  | { readonly kind: 'rerun'; readonly taskId: string; readonly reset: boolean; readonly env?: JsonObject };

/** What the outside has to do once the new state is kept. */
export type Effect =
  /** `again`: it was let go when its execution ended, and its result is wanted once more. */
  | { readonly kind: 'run_action'; readonly actionId: string; readonly again?: boolean }
  /** Its result is no longer wanted; a synchronous one may be aborted. */
  | { readonly kind: 'cancel_action'; readonly actionId: string }
  | {
      readonly kind: 'changed';
      readonly what: 'execution' | 'task';
      readonly name: string;
      readonly state: State;
    };
