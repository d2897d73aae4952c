import { BoundedMap } from '../../../../shared/domain/bounded-map.js';
import { Clock } from '../../../../shared/domain/clock.js';
import { EngineExecution, EngineScope, FINAL_ENGINE_STATES } from '../../domain/workflow-engine.js';
import { MistralApi } from './mistral-api.js';
import { readReport, tasksOf } from './mistral-report.js';

/** Mistral needs one to two seconds for a join; so much later it has forgotten it. */
export const STALLED_AFTER_MS = 120_000;

const MOST_REMEMBERED = 10_000;

/**
 * Finds executions that wait for ever. In Mistral 15 a join whose last inbound task ended while the execution was paused
 * stays WAITING once it is resumed: nothing that its API offers wakes it, neither another pause and resume nor a re-run
 * (which only takes tasks in ERROR). So such an execution is ended with a reason instead of running for ever.
 */
export class StalledJoins {
  static readonly REASON =
    'Mistral has lost a join: its last inbound task ended while the execution was paused, and it has been waiting since the ' +
    'execution was resumed. Start a new execution.';

  /** When each running execution was last looked into. */
  private readonly looked = new BoundedMap<string, Date>(MOST_REMEMBERED);

  constructor(
    private readonly api: MistralApi,
    private readonly clock: Clock,
    private readonly patienceMs: number = STALLED_AFTER_MS,
  ) {}

  /** Costs one request in each while for an execution that runs for long; whether it was paused cannot be seen from it. */
  async holdUp(scope: EngineScope, { id, state, updatedAt }: EngineExecution): Promise<boolean> {
    if (state !== 'RUNNING' || !this.isLongAgo(updatedAt)) return false;
    const before = this.looked.get(id);
    if (before && !this.isLongAgo(before)) return false;
    this.looked.set(id, this.clock.now());
    const tasks = tasksOf(await readReport(this.api, scope, id)).map(({ task }) => task);
    const leaves = tasks.filter(
      ({ workflow_executions: below }) => !below.some((each) => !FINAL_ENGINE_STATES.has(each.state)),
    );
    const unfinished = leaves.filter((task) => !FINAL_ENGINE_STATES.has(task.state));
    return (
      unfinished.length > 0 &&
      unfinished.every((task) => task.state === 'WAITING') &&
      tasks.every((task) => this.isLongAgo(task.updated_at ?? task.created_at))
    );
  }

  private isLongAgo(date: Date): boolean {
    return this.clock.now().getTime() - date.getTime() > this.patienceMs;
  }
}
