import type { JsonObject, JsonValue } from '../../../shared/domain/json.js';
import type { EngineExecutionState, EngineTask } from './workflow-engine.js';

/** How a scripted action ends. */
export interface ScriptedResult {
  /** `SUCCESS` where it is not said. `RUNNING`: it is handed over, and in a dry run never completed. */
  readonly state?: 'SUCCESS' | 'ERROR' | 'RUNNING';
  /** `{}` where it is not said. */
  readonly output?: JsonValue;
  /** Seconds of the clock until it ends. */
  readonly delay?: number;
}

export interface DryRunRequest {
  readonly projectId: string;
  /** The workbook, then others that it refers to. */
  readonly definitions: readonly string[];
  /** `workbook.workflow` */
  readonly workflowName: string;
  readonly input: JsonObject;
  /** What `env()` answers. */
  readonly environment: JsonObject;
  /** By task, else by action name: one result for each time it runs, the last for all others. */
  readonly script: ReadonlyMap<string, readonly ScriptedResult[]>;
}

/** An action that would have run. */
export interface DryRunCall {
  readonly task: string;
  /** As the workbook names it. */
  readonly action: string;
  readonly input: JsonObject;
  /** What the action underneath an ad-hoc one gets: url, headers and body of a request. */
  readonly baseInput: JsonObject;
  /** Simulated seconds after the start. */
  readonly at: number;
  /** False where the script says nothing of it, although it would have left the process: it succeeded with nothing. */
  readonly foreseen: boolean;
}

export interface DryRunReport {
  /** RUNNING where nothing would happen any more without somebody outside. */
  readonly state: EngineExecutionState;
  readonly stateInfo: string | null;
  readonly output: JsonObject;
  readonly startedAt: Date;
  /** How long it would have taken. */
  readonly seconds: number;
  /** In order of creation, sub-workflows' among them. */
  readonly tasks: readonly EngineTask[];
  readonly calls: readonly DryRunCall[];
}

/**
 * Runs workflows as the engines would, with scripted actions and a clock that jumps: nothing is kept, and nobody is
 * called. Throws `not_found` (`engine.workflow_not_found`), `invalid` (`workbook.invalid`, `engine.input_invalid`).
 */
export abstract class DryRuns {
  abstract run(request: DryRunRequest): Promise<DryRunReport>;
}
