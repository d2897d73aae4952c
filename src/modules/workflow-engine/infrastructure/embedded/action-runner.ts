import { Logger } from '@nestjs/common';
import { setTimeout as wait } from 'node:timers/promises';
import type { JsonObject } from '../../../../shared/domain/json.js';
import { ActionExecution, RunEvent, RunState } from '../../domain/interpreter/index.js';
import { ActionContext, raised } from '../actions/action-plugin.js';
import { ActionRegistry } from '../actions/action-registry.js';
import { RunStore } from './run-store.js';

const GRACE_MS = 1000;

interface Running {
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

/**
 * Runs actions once the step that wanted them is kept. A result goes to the stepper; an action that was handed over
 * is noted as such, so that no other process hands it over again.
 */
export class ActionRunner {
  private readonly log = new Logger('WorkflowEngine');
  private readonly running = new Map<string, Running>();
  private readonly handedOver: string[] = [];
  private noting: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: RunStore,
    private readonly registry: ActionRegistry,
    private readonly deliver: (executionId: string, result: RunEvent) => void,
  ) {}

  get busy(): boolean {
    return this.running.size > 0;
  }

  start(state: RunState, actionId: string): void {
    const action = state.actions[actionId];
    if (!action || this.running.has(actionId)) return;
    const abort = new AbortController();
    const done = this.run(state.rootId, action, contextOf(state, action, abort.signal)).finally(() =>
      this.running.delete(actionId),
    );
    this.running.set(actionId, { abort, done });
  }

  /** Its result is not wanted any more. */
  cancel(actionId: string): void {
    this.running.get(actionId)?.abort.abort();
  }

  /** Lets what is being handed over come to its end, for a moment. */
  async stop(): Promise<void> {
    const all = Promise.allSettled([...this.running.values()].map(({ done }) => done));
    const grace = new AbortController();
    await Promise.race([all, wait(GRACE_MS, undefined, { signal: grace.signal }).catch(() => undefined)]);
    grace.abort();
    for (const { abort } of this.running.values()) abort.abort();
    await all;
  }

  private async run(executionId: string, action: ActionExecution, context: ActionContext): Promise<void> {
    const { name, input } = action.base;
    const plugin = this.registry.find(name);
    const outcome = plugin
      ? await plugin.run(input, context).catch((error: unknown) => raised(name, context, error))
      : raised(name, context, `There is no action ${name} here.`);
    if (context.signal.aborted) return;
    if (outcome) this.deliver(executionId, { kind: 'action_result', actionId: action.id, ...outcome });
    else await this.noteHandedOver(action.id);
  }

  /** Those that are handed over while one note is being written share the next one. */
  private noteHandedOver(actionId: string): Promise<void> {
    this.handedOver.push(actionId);
    this.noting = this.noting.then(() => this.writeNote());
    return this.noting;
  }

  private async writeNote(): Promise<void> {
    const ids = this.handedOver.splice(0);
    if (ids.length === 0) return;
    try {
      await this.store.markDone(ids);
    } catch (error) {
      // They will be handed over once more when the lease ends; their ids tell the stations that they know them.
      this.log.warn(
        `${ids.length} actions were handed over, which could not be noted: ${(error as Error).message}`,
      );
    }
  }
}

function contextOf(state: RunState, action: ActionExecution, signal: AbortSignal): ActionContext {
  const task = state.tasks[action.taskId];
  const execution = task && state.executions[task.executionId];
  return {
    actionExecutionId: action.id,
    taskId: action.taskId,
    workflowExecutionId: execution?.id ?? state.rootId,
    projectId: state.projectId,
    workflowName: execution?.workflowName ?? '',
    taskName: task?.name ?? '',
    actionName: action.name,
    actionInput: action.input,
    // The run's own ones change while the action runs.
    variables: { ...execution?.context },
    environment: (state.executions[state.rootId]?.params.env ?? {}) as JsonObject,
    signal,
  };
}
