import { Clock } from '../../../../shared/domain/clock.js';
import { DatabaseSession } from '../../../../database/database-session.js';
import { ActionRegistry, standardActions } from '../actions/action-registry.js';
import { EmbeddedWorkflowEngine } from '../embedded/embedded-workflow-engine.js';
import { DEFAULT_ENGINE_OPTIONS, EngineOptions } from '../embedded/engine-options.js';
import { RecordedCall, Script, ScriptedResult } from './script.js';
import { ScriptedAction } from './scripted-action.js';

/**
 * The embedded engine with scripted actions, for functional tests: the workflow runs as it would in production, and no
 * action leaves the process. What is not scripted succeeds; asynchronous actions with `{}`.
 */
export class FakeWorkflowEngine extends EmbeddedWorkflowEngine {
  private readonly scripted: Script;
  private readonly recorded: RecordedCall[];

  constructor(session: DatabaseSession, clock: Clock, options: EngineOptions = DEFAULT_ENGINE_OPTIONS) {
    const script = new Script();
    const calls: RecordedCall[] = [];
    const actions = standardActions(clock).map((real) => new ScriptedAction(real, script, calls, clock));
    super(session, clock, new ActionRegistry(actions), options, 'fake');
    this.scripted = script;
    this.recorded = calls;
  }

  /** Says how the actions of a task, or of an action name, end: one result for each run, the last for all others. */
  script(name: string, ...results: readonly ScriptedResult[]): void {
    this.scripted.set(name, results);
  }

  /** What has run so far. */
  get calls(): readonly RecordedCall[] {
    return this.recorded;
  }

  /** Forgets scripts and calls. */
  reset(): void {
    this.scripted.clear();
    this.recorded.length = 0;
  }
}
