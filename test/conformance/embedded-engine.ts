import {
  Definition,
  isCompleted,
  RunEvent,
  RunState,
  WorkflowNotFound,
} from '../../src/modules/workflow-engine/domain/interpreter/index.js';
import {
  TaskExecution,
  WorkflowExecution,
} from '../../src/modules/workflow-engine/domain/interpreter/index.js';
import { parseWorkbook } from '../../src/modules/workflow-engine/domain/language/index.js';
import {
  ActionRegistry,
  standardActions,
} from '../../src/modules/workflow-engine/infrastructure/actions/action-registry.js';
import { InMemoryRun } from '../../src/modules/workflow-engine/infrastructure/fake/in-memory-run.js';
import { readKept, writeKept } from '../../src/modules/workflow-engine/domain/exact-json/index.js';
import { JsonObject } from '../../src/shared/domain/json.js';
import { SimulatedClock } from '../../src/shared/domain/simulated-clock.js';
import { CaseEvent, CompleteAction, ConformanceCase, EventResult, Expected, ShownTask } from './case.js';
import { canonical } from './canonical.js';
import { HttpHelper } from './http-helper.js';
import { ConformanceEngine } from './engine.js';

import { ShownValues } from './shown-values.js';

/** How long nothing must happen before a run counts as over, in seconds of the run's own clock. */
const QUIET_SECONDS = 4.5;

/** The interpreter of this service, by a clock that jumps from one thing that happens to the next. */
export class EmbeddedEngine implements ConformanceEngine {
  async run(conformanceCase: ConformanceCase): Promise<Expected> {
    const helper = conformanceCase.http_server ? new HttpHelper() : undefined;
    const baseUrl = await helper?.listen();
    try {
      return await new Driver(conformanceCase, helper, baseUrl).run();
    } finally {
      await helper?.close();
    }
  }
}

/** What Mistral's API takes for the result of an action that is completed without one. */
const OUTPUT_BY_DEFAULT = { SUCCESS: {}, ERROR: 'Unknown error', CANCELLED: null };

class Driver {
  private readonly deadline: number;
  private elapsed = 0;
  private readonly shown: ShownValues;
  private execution!: InMemoryRun;

  constructor(
    private readonly settings: ConformanceCase,
    private readonly helper: HttpHelper | undefined,
    private readonly baseUrl: string | undefined,
  ) {
    this.deadline = settings.timeout;
    this.shown = new ShownValues(baseUrl);
  }

  async run(): Promise<Expected> {
    const refusal = this.create();
    if (refusal) return refusal;
    try {
      await this.execution.settle();
      const results: EventResult[] = [];
      for (const event of this.settings.events) results.push(await this.perform(event));
      await this.untilOver();
      return this.outcome(results);
    } finally {
      this.execution.close();
    }
  }

  private create(): Expected | undefined {
    try {
      const clock = new SimulatedClock();
      this.execution = new InMemoryRun({
        definition: new Definition([parseWorkbook(this.settings.workbook)]),
        registry: new ActionRegistry(standardActions(clock)),
        clock,
        projectId: 'demo',
        // Calls to the helper take real time; where nothing does, a busy machine must not pass for time in the case.
        sharesTime: this.baseUrl !== undefined,
        // What the durable engine does between two steps.
        between: (state) => readKept(writeKept(state)) as RunState,
      });
    } catch (error) {
      return refused('workbook', 400, error);
    }
    const input = this.baseUrl ? { ...this.settings.input, base_url: this.baseUrl } : this.settings.input;
    try {
      this.execution.start(this.settings.workflow, input, this.settings.params);
    } catch (error) {
      return refused('execution', error instanceof WorkflowNotFound ? 404 : 400, error);
    }
    return undefined;
  }

  private async perform(event: CaseEvent): Promise<EventResult> {
    const { after_task_running: running, after_task_state: inState } = event;
    if (running) await this.until(() => this.hasTask(running, 'RUNNING'), `task ${running} RUNNING`);
    if (inState)
      await this.until(
        () => this.hasTask(inState.name, inState.state),
        `task ${inState.name} ${inState.state}`,
      );
    const state = event.after_execution_state ?? (event.rerun_task ? 'ERROR' : undefined);
    if (state) await this.until(() => this.execution.root.state === state, `execution ${state}`);
    await this.passTime(event.after_seconds ?? 0);
    const happening = await this.happeningOf(event);
    if (!happening) return { status: null };
    const refusal = this.execution.happen(happening);
    await this.execution.settle();
    return refusal === undefined ? { status: 200 } : { status: 400, faultstring_contains: refusal };
  }

  private async happeningOf(event: CaseEvent): Promise<RunEvent | undefined> {
    const env = event.env ? { env: event.env } : {};
    const name = event.after_task_running ?? '';
    if (event.complete_action) return this.completion(event.complete_action, name);
    if (event.update_action) {
      const actionId = await this.runningAction(event.update_action.task ?? name);
      return { kind: 'action_update', actionId, state: event.update_action.state };
    }
    if (event.rerun_task) return this.rerun(event.rerun_task, event);
    if (event.pause_execution) return { kind: 'pause' };
    if (event.resume) return { kind: 'resume', ...env };
    if (event.cancel) return { kind: 'stop', state: 'CANCELLED', stateInfo: event.state_info ?? null };
    if (event.stop) {
      return {
        kind: 'stop',
        state: event.stop.state,
        stateInfo: event.stop.state_info ?? event.state_info ?? null,
      };
    }
    return undefined;
  }

  private async completion(
    { state, output, task, match_input: match }: CompleteAction,
    name: string,
  ): Promise<RunEvent> {
    const actionId = await this.runningAction(task ?? name, match);
    return { kind: 'action_result', actionId, state, output: output ?? OUTPUT_BY_DEFAULT[state] };
  }

  private async rerun(name: string, event: CaseEvent): Promise<RunEvent> {
    const wanted = event.task_state ?? 'ERROR';
    const find = (): TaskExecution | undefined => this.findTask(name, wanted);
    await this.until(() => find() !== undefined, `task ${name} ${wanted}`);
    const env = event.env ? { env: event.env } : {};
    return { kind: 'rerun', taskId: find()?.id ?? '', reset: event.reset ?? true, ...env };
  }

  private async runningAction(name: string, match: JsonObject = {}): Promise<string> {
    const candidates = (): string[] =>
      this.execution
        .allTasks()
        .filter((task) => task.name === name && ['RUNNING', 'PAUSED'].includes(task.state))
        .flatMap((task) => this.execution.actionsOf(task))
        .filter(({ state }) => ['RUNNING', 'PAUSED', 'IDLE'].includes(state))
        .filter(({ input }) =>
          Object.entries(match).every(([key, value]) => canonical(input[key]) === canonical(value)),
        )
        .sort((a, b) => (canonical(a.input) < canonical(b.input) ? -1 : 1))
        .map(({ id }) => id);
    await this.until(() => candidates().length > 0, `a running action of ${name}`);
    return candidates()[0] ?? '';
  }

  private findTask(name: string, state: string): TaskExecution | undefined {
    return this.execution.allTasks().find((task) => task.name === name && task.state === state);
  }

  private hasTask(name: string, state: string): boolean {
    return this.findTask(name, state) !== undefined;
  }

  /** Lets time pass from one thing that happens to the next, until the condition holds. */
  private async until(condition: () => boolean, what: string): Promise<void> {
    await this.execution.settle();
    while (!condition()) {
      const next = this.execution.nextInstant();
      if (next === undefined) throw new Error(`nothing happens any more, waiting for ${what}`);
      await this.advanceTo(next);
    }
  }

  private async advanceTo(instant: number): Promise<void> {
    this.elapsed += Math.max(0, instant - this.execution.clock.now().getTime()) / 1000;
    if (this.elapsed > this.deadline) throw new Error('timeout');
    await this.execution.advanceTo(instant);
  }

  private async passTime(seconds: number): Promise<void> {
    const end = this.execution.clock.now().getTime() + seconds * 1000;
    await this.execution.settle();
    for (let next = this.execution.nextInstant(); next !== undefined && next <= end;) {
      await this.advanceTo(next);
      next = this.execution.nextInstant();
    }
    await this.advanceTo(end);
  }

  private async untilOver(): Promise<void> {
    const ended = (): boolean =>
      isCompleted(this.execution.root.state) || this.execution.root.state === 'PAUSED';
    if (this.settings.until !== 'quiescent') await this.until(ended, 'the end of the execution');
    const quiet = this.settings.settle ?? QUIET_SECONDS;
    for (let before = ''; before !== this.snapshot();) {
      before = this.snapshot();
      await this.passTime(quiet);
    }
  }

  private snapshot(): string {
    const tasks = this.execution.allTasks().map(({ id, state }) => [id, state]);
    return JSON.stringify([this.execution.root.state, tasks]);
  }

  private outcome(results: readonly EventResult[]): Expected {
    const { root } = this.execution;
    const requests = this.helper?.requests.map((request) => this.shown.object(request));
    return {
      create_status: 201,
      state: root.state,
      ...(root.stateInfo === null ? {} : { state_info_contains: this.shown.text(root.stateInfo) }),
      output: this.shown.output(root.output, root.stateInfo),
      tasks: this.execution.tasksOf(root).map((task) => this.task(task)),
      ...(results.length > 0 ? { event_results: results } : {}),
      ...(requests ? { http_requests: requests } : {}),
    };
  }

  private task(task: TaskExecution): ShownTask {
    return {
      name: task.name,
      state: task.state,
      published: this.shown.object(task.published),
      action_executions: this.execution.actionsOf(task).length,
      state_info_contains: task.state === 'ERROR' ? this.shown.text(task.stateInfo ?? '') : undefined,
      workflow_executions:
        task.type === 'WORKFLOW'
          ? this.execution.subExecutionsOf(task).map((sub) => this.sub(sub))
          : undefined,
    };
  }

  private sub(execution: WorkflowExecution): JsonObject {
    return {
      state: execution.state,
      input: this.shown.value(execution.input),
      output: this.shown.output(execution.output, execution.stateInfo),
    };
  }
}

function refused(at: 'workbook' | 'execution', status: number, error: unknown): Expected {
  return { create_status: status, refused_at: at, faultstring_contains: (error as Error).message };
}
