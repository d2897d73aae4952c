import { BoundedMap } from '../../../../shared/domain/bounded-map.js';
import type { JsonValue } from '../../../../shared/domain/json.js';
import { EngineScope } from '../../domain/workflow-engine.js';
import type { MistralTask } from './mistral-answers.js';
import type { TaskInReport } from './mistral-report.js';

const MOST_KEPT = 1000;
const LARGEST_KEPT = 16_384;
const MOST_AT_ONCE = 8;

type Read = (scope: EngineScope, taskId: string) => Promise<JsonValue>;

/**
 * Results of tasks that have ended, which change no more unless the task is run again (which makes another action
 * execution). Who asks for one must have been shown the task before.
 */
export class TaskResults {
  private readonly kept = new BoundedMap<string, JsonValue>(MOST_KEPT);
  private readonly waiting: (() => void)[] = [];
  private reading = 0;

  constructor(private readonly read: Read) {}

  async of(scope: EngineScope, task: MistralTask, { task: reported }: TaskInReport): Promise<JsonValue> {
    const attempts = reported.action_executions.length + reported.workflow_executions.length;
    const key = [task.id, task.state, attempts, task.finished_at?.getTime()].join(' ');
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    const result = await this.inTurn(() => this.read(scope, task.id));
    if (JSON.stringify(result).length <= LARGEST_KEPT) this.kept.set(key, result);
    return result;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    while (this.reading >= MOST_AT_ONCE) await new Promise<void>((go) => this.waiting.push(go));
    this.reading += 1;
    try {
      return await work();
    } finally {
      this.reading -= 1;
      this.waiting.shift()?.();
    }
  }
}
