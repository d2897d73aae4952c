import { JsonObject, JsonValue } from '../../src/shared/domain/json.js';
import { ShownTask } from './case.js';
import { MistralClient } from './mistral-client.js';
import { ShownValues } from './shown-values.js';

export const ENDED: ReadonlySet<string> = new Set(['SUCCESS', 'ERROR', 'CANCELLED']);

export interface MistralExecution {
  readonly id: string;
  readonly state: string;
  readonly stateInfo: string | null;
  readonly input: JsonObject;
  readonly output: JsonObject;
}

export interface MistralTask {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly type: string;
  readonly published: JsonObject | null;
  readonly stateInfo: string | null;
}

export interface MistralActionExecution {
  readonly id: string;
  readonly state: string;
  readonly input: JsonObject;
}

/** The members that are looked at, of whatever Mistral shows. */
interface Shown {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly state: string;
  readonly state_info?: string | null;
  readonly input?: JsonValue;
  readonly output?: JsonValue;
  readonly published?: JsonValue;
}

/** What Mistral shows of an execution. */
export class MistralReader {
  constructor(private readonly client: MistralClient) {}

  async execution(id: string): Promise<MistralExecution> {
    const shown = (await this.client.get(`/executions/${id}`)) as unknown as Shown;
    return {
      id,
      state: shown.state,
      stateInfo: shown.state_info ?? null,
      input: unpacked(shown.input),
      output: unpacked(shown.output),
    };
  }

  async tasks(executionId: string): Promise<MistralTask[]> {
    const { tasks } = await this.client.get(`/executions/${executionId}/tasks`);
    return (tasks as unknown as Shown[]).map(({ id, name, state, type, published, state_info: info }) => ({
      id,
      name,
      state,
      type,
      published: unpacked(published),
      stateInfo: info ?? null,
    }));
  }

  /** Tasks of the execution first, then those of its sub-workflows. */
  async allTasks(executionId: string): Promise<MistralTask[]> {
    const own = await this.tasks(executionId);
    const all = [...own];
    for (const task of own) {
      for (const { id } of await this.subExecutionsOf(task)) all.push(...(await this.allTasks(id)));
    }
    return all;
  }

  async subExecutionsOf({ id, type }: MistralTask): Promise<{ id: string; state: string }[]> {
    if (type !== 'WORKFLOW') return [];
    const { executions } = await this.client.get(`/tasks/${id}/workflow_executions`);
    return executions as { id: string; state: string }[];
  }

  async actionsOf({ id }: MistralTask): Promise<MistralActionExecution[]> {
    const { action_executions: actions } = await this.client.get(`/tasks/${id}/action_executions`);
    return (actions as unknown as Shown[]).map(({ id, state, input }) => ({
      id,
      state,
      input: unpacked(input),
    }));
  }

  /** A text that changes whenever something of the run does. */
  async snapshot(executionId: string): Promise<{ text: string; ended: boolean; open: boolean }> {
    const { state } = await this.execution(executionId);
    const tasks = await this.tasks(executionId);
    const subs = (await Promise.all(tasks.map((task) => this.subExecutionsOf(task)))).flat();
    const states = [...tasks, ...subs].map((each) => `${each.id} ${each.state}`).sort();
    return {
      text: JSON.stringify([state, states]),
      ended: ENDED.has(state) || state === 'PAUSED',
      open: [...tasks, ...subs].some((each) => !ENDED.has(each.state)),
    };
  }

  async shownTask(task: MistralTask, shown: ShownValues): Promise<ShownTask> {
    const subs = await this.subExecutionsOf(task);
    const executions = await Promise.all(subs.map(({ id }) => this.execution(id)));
    return {
      name: task.name,
      state: task.state,
      published: task.published && shown.object(task.published),
      action_executions: (await this.actionsOf(task)).length,
      state_info_contains: task.state === 'ERROR' && task.stateInfo ? shown.text(task.stateInfo) : undefined,
      workflow_executions:
        task.type === 'WORKFLOW'
          ? executions.map(({ state, input, output, stateInfo }) => ({
              state,
              input: shown.object(input),
              output: shown.output(output, stateInfo),
            }))
          : undefined,
    };
  }
}

/** Mistral shows some members as JSON inside a string. */
function unpacked(value: JsonValue | undefined): JsonObject {
  return (typeof value === 'string' ? JSON.parse(value) : (value ?? {})) as JsonObject;
}
