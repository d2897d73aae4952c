import type { JsonObject, JsonValue } from '../../../../shared/domain/json.js';
import { Allowance } from '../expressions/index.js';
import { Task } from '../language/index.js';
import { ActionCatalogue } from './action-catalogue.js';
import { DefinedWorkflow, Definition } from './definition.js';
import { Effect } from './events.js';
import { ActionExecution, Command, RunState, TaskExecution, Timer, WorkflowExecution } from './run-state.js';
import {
  DEFAULT_RUN_LIMITS,
  LimitExceeded,
  PART_CHARACTERS,
  RUN_LIMITS,
  RunLimits,
  sizeOfField,
} from './run-limits.js';
import { isCompleted, State } from './states.js';
import { WorkflowNotFound } from './workflow-error.js';

/** What the interpreter needs from outside. It does nothing else that is not in its arguments. */
export interface InterpreterDependencies {
  readonly definition: Definition;
  readonly actions: ActionCatalogue;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Absent: the defaults. */
  readonly limits?: RunLimits;
  /** Milliseconds that a step may hold its caller up, who gets `OutOfPatience` then; absent: as long as it takes. */
  readonly patience?: number;
}

/** Work that one part of the interpreter leaves to another, done in order within the same step. */
export type Job =
  | { readonly job: 'dispatch'; readonly executionId: string; readonly commands: readonly Command[] }
  | { readonly job: 'continue_task'; readonly taskId: string }
  | {
      readonly job: 'complete_task';
      readonly taskId: string;
      readonly state: State;
      readonly stateInfo: string | null;
    }
  | {
      readonly job: 'action_computed';
      readonly actionId: string;
      readonly state: 'SUCCESS' | 'ERROR';
      readonly output: JsonValue;
    }
  | { readonly job: 'refresh_joins'; readonly executionId: string }
  | { readonly job: 'check_completion'; readonly executionId: string }
  | { readonly job: 'execution_ended'; readonly executionId: string }
  | { readonly job: 'fail'; readonly executionId: string; readonly message: string };

/** One step under way: the state being changed, what follows from it, and what is still to be done. */
export class Interpretation {
  readonly effects: Effect[] = [];
  private readonly agenda: Job[] = [];
  /** The last task of each name, as far as the executions have been looked through. */
  private readonly lastTasks = new Map<
    string,
    { seen: number; readonly byName: Map<string, TaskExecution> }
  >();
  /** What this step may still spend on expressions. */
  readonly allowance: Allowance;
  readonly limits: RunLimits;
  private tasks: number | undefined;

  constructor(
    readonly state: RunState,
    readonly deps: InterpreterDependencies,
    /** How many actions may still be computed within this step; the others are left to the next one. */
    private computable: number,
  ) {
    this.limits = deps.limits ?? DEFAULT_RUN_LIMITS;
    this.allowance = new Allowance(RUN_LIMITS.stepsAtOnce, deps.patience);
  }

  /** Leaves a job for later in this step. */
  later(job: Job): void {
    this.agenda.push(job);
  }

  /** Sets an action going: at once or in the next step where it only computes, else as an effect. */
  startAction(action: ActionExecution, again = false): void {
    const signature = this.deps.actions.find(action.base.name);
    const outcome = signature?.compute?.(action.base.input);
    if (!outcome) {
      this.effects.push({ kind: 'run_action', actionId: action.id, again });
    } else if (this.computable > 0) {
      this.computable -= 1;
      this.later({ job: 'action_computed', actionId: action.id, ...outcome });
    } else {
      const at = this.deps.now().getTime();
      this.setTimer({ kind: 'compute', taskId: action.taskId, actionId: action.id, at });
    }
  }

  /** How many executions the run has with the one that is about to start, without the root. */
  countSubWorkflow(): number {
    return Object.keys(this.state.executions).length;
  }

  /** Counts a new task execution. Throws `LimitExceeded` where there are too many. */
  addTask(): void {
    this.tasks = (this.tasks ?? Object.keys(this.state.tasks).length) + 1;
    const { tasks } = this.limits;
    if (this.tasks > tasks) {
      throw new LimitExceeded(
        `The execution has more than ${tasks} task executions, the most there may be (SOLUM_RUN_MAX_TASKS).`,
      );
    }
    this.addPart();
  }

  /** Counts what the expressions of this step have cost. Throws `LimitExceeded` where that is too much for a run. */
  countExpressions(): void {
    const { spent } = this.allowance;
    if (spent === 0) return;
    this.state.expressionSteps = (this.state.expressionSteps ?? 0) + spent;
    const { expressionSteps } = this.limits;
    if (this.state.expressionSteps <= expressionSteps) return;
    throw new LimitExceeded(
      `The expressions of the execution take more than ${expressionSteps} steps together, the most they may take ` +
        `(SOLUM_RUN_MAX_EXPRESSION_STEPS).`,
    );
  }

  /** Counts a new part of the run. Throws `LimitExceeded` where there are too many. */
  addPart(): void {
    this.allowance.checkTime();
    this.add(PART_CHARACTERS);
  }

  /** Counts a value that the run keeps. Throws `WorkflowError` where it is too large, `LimitExceeded` where the run is. */
  keep(value: JsonValue, field: string): void {
    this.add(sizeOfField(value, field));
  }

  /** A reason as it is kept: those of sub-workflows stand in those of the workflows above, again and again. */
  reason(text: string | null): string | null {
    if (text === null) return null;
    const full = (this.state.size ?? 0) > this.limits.characters;
    const kept = text.slice(0, full ? RUN_LIMITS.lateReasonCharacters : RUN_LIMITS.reasonCharacters);
    this.state.size = (this.state.size ?? 0) + kept.length;
    return kept;
  }

  private add(characters: number): void {
    const size = (this.state.size ?? 0) + characters;
    this.state.size = size;
    const { characters: most } = this.limits;
    if (size <= most) return;
    throw new LimitExceeded(
      `The execution has become too large: its tasks, actions and values are more than ${most} ` +
        'characters (SOLUM_RUN_MAX_CHARACTERS).',
    );
  }

  nextJob(): Job | undefined {
    this.allowance.checkTime();
    return this.agenda.shift();
  }

  /** Whether a task that has ended has still to set going what follows it. */
  isToDispatch(execution: WorkflowExecution): boolean {
    return this.agenda.some((job) => job.job === 'dispatch' && job.executionId === execution.id);
  }

  get now(): string {
    return this.deps.now().toISOString();
  }

  get root(): WorkflowExecution {
    return this.execution(this.state.rootId);
  }

  execution(id: string): WorkflowExecution {
    return known(this.state.executions[id], 'workflow execution', id);
  }

  task(id: string): TaskExecution {
    return known(this.state.tasks[id], 'task execution', id);
  }

  action(id: string): ActionExecution {
    return known(this.state.actions[id], 'action execution', id);
  }

  tasksOf(execution: WorkflowExecution): TaskExecution[] {
    return execution.taskIds.map((id) => this.task(id));
  }

  /** The last execution of the named task. */
  lastTask(execution: WorkflowExecution, name: string): TaskExecution | undefined {
    const { taskIds } = execution;
    const known = this.lastTasks.get(execution.id) ?? { seen: 0, byName: new Map<string, TaskExecution>() };
    this.lastTasks.set(execution.id, known);
    for (; known.seen < taskIds.length; known.seen += 1) {
      const task = this.task(taskIds[known.seen] ?? '');
      known.byName.set(task.name, task);
    }
    return known.byName.get(name);
  }

  /** The task's action executions or sub-workflow executions. */
  attemptsOf(task: TaskExecution): (ActionExecution | WorkflowExecution)[] {
    return task.type === 'ACTION'
      ? task.attemptIds.map((id) => this.action(id))
      : task.attemptIds.map((id) => this.execution(id));
  }

  subExecutionsOf(execution: WorkflowExecution): WorkflowExecution[] {
    return this.tasksOf(execution)
      .filter(({ type }) => type === 'WORKFLOW')
      .flatMap((task) => task.attemptIds.map((id) => this.execution(id)));
  }

  workflowOf(execution: WorkflowExecution): DefinedWorkflow {
    const found = this.deps.definition.findWorkflow(execution.workflowName);
    if (!found) {
      throw new WorkflowNotFound(
        `Workflow not found [workflow_identifier=${execution.workflowName}, namespace=]`,
      );
    }
    return found;
  }

  specOf(task: TaskExecution): Task {
    const { workflow } = this.workflowOf(this.execution(task.executionId));
    return known(workflow.tasks.get(task.name), 'task', task.name);
  }

  get environment(): JsonObject {
    return (this.root.params.env ?? {}) as JsonObject;
  }

  setTaskState(task: TaskExecution, state: State, stateInfo: string | null): void {
    if (state === 'RUNNING' && task.startedAt === null) task.startedAt = this.now;
    task.finishedAt = isCompleted(state) ? this.now : null;
    task.state = state;
    task.stateInfo = this.reason(stateInfo);
    task.updatedAt = this.now;
    this.effects.push({ kind: 'changed', what: 'task', name: task.name, state });
    if (isCompleted(state)) this.clearTimers(task);
  }

  setTimer(timer: Timer): void {
    this.state.timers[this.deps.newId()] = timer;
  }

  /** Those of all its tasks, in one walk. */
  clearTimersOf({ taskIds }: WorkflowExecution): void {
    const own = new Set(taskIds);
    for (const [id, { taskId }] of Object.entries(this.state.timers)) {
      if (own.has(taskId)) delete this.state.timers[id];
    }
  }

  clearTimers(task: TaskExecution, kind?: Timer['kind']): void {
    for (const [id, timer] of Object.entries(this.state.timers)) {
      if (timer.taskId === task.id && (!kind || timer.kind === kind)) delete this.state.timers[id];
    }
  }
}

function known<T>(found: T | undefined, what: string, id: string): T {
  if (found === undefined) throw new Error(`The run has no ${what} ${id}.`);
  return found;
}
