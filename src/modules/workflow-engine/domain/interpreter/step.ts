import type { JsonObject } from '../../../../shared/domain/json.js';
import { readKept, writeKept } from '../exact-json/index.js';
import { dispatch } from './dispatch.js';
import { Effect, RunEvent } from './events.js';
import { checkCompletion, cutOff, stop } from './execution-end.js';
import { startWorkflow } from './execution-start.js';
import { guarded } from './guarded.js';
import { Interpretation, InterpreterDependencies, Job } from './interpretation.js';
import { pauseExecution } from './pause.js';
import { rerun } from './rerun.js';
import { resumeExecution, updateEnvironment } from './resume.js';
import { LimitExceeded } from './run-limits.js';
import { RunState, Timer } from './run-state.js';
import { isCompleted, State } from './states.js';
import { complete, takeResult, takeSubWorkflow, timeOut } from './task-end.js';
import { continueTask, refreshJoins } from './task-start.js';
import { updateAction } from './update-action.js';
import { WorkflowError, WorkflowNotFound } from './workflow-error.js';

export interface StartRequest {
  readonly id: string;
  readonly projectId: string;
  /** `workbook.workflow` */
  readonly workflowName: string;
  readonly input: JsonObject;
  /** Mistral's execution parameters: `env`, `evaluate_env`, `task_name`, … */
  readonly params: JsonObject;
}

export interface Step {
  readonly state: RunState;
  /** To be done once the state is kept. */
  readonly effects: readonly Effect[];
  /** Why an event was refused, by its place in the list; a refused event has changed nothing. */
  readonly refusals: ReadonlyMap<number, string>;
}

/** Where a task stands that has still to be started, or started again. */
const MAY_CONTINUE: ReadonlySet<State> = new Set(['IDLE', 'WAITING', 'DELAYED']);

/** A workflow that goes round and round without waiting for anything still gives the others their turn. */
const MOST_COMPUTED = 200;

/** More than any workflow needs within one step: a loop without end is cut here instead of in the process. */
const MOST_JOBS = 100_000;

/**
 * Starts a run: its first tasks are ready to run, none has run yet. Throws `WorkflowError` where it cannot start: unknown workflow,
 * wrong input, wrong vars. `OutOfPatience` where the caller has some.
 */
export function startRun(request: StartRequest, deps: InterpreterDependencies): Step {
  const { id, projectId, workflowName } = request;
  const target = deps.definition.findWorkflow(workflowName);
  if (!target) {
    throw new WorkflowNotFound(`Workflow not found [workflow_identifier=${workflowName}, namespace=]`);
  }
  const run = new Interpretation(
    { rootId: id, projectId, executions: {}, tasks: {}, actions: {}, timers: {} },
    deps,
    0,
  );
  patiently(run, () => {
    startWorkflow(run, target, {
      id,
      parentTaskId: null,
      index: 0,
      input: request.input,
      params: { ...copyOf(request.params), namespace: '' },
    });
    doJobs(run);
  });
  return { state: run.state, effects: run.effects, refusals: new Map() };
}

/** Lets events happen to a run, in their order. `state` itself is not changed. */
export function step(state: RunState, events: readonly RunEvent[], deps: InterpreterDependencies): Step {
  return advance(copyOf(state), events, deps);
}

/**
 * The same for a caller who does not need the old state any more: it becomes the new one, and is worth nothing after
 * `OutOfPatience`.
 */
export function advance(state: RunState, events: readonly RunEvent[], deps: InterpreterDependencies): Step {
  const run = new Interpretation(state, deps, MOST_COMPUTED);
  const refusals = new Map<number, string>();
  patiently(run, () => {
    events.forEach((event, index) => {
      try {
        withinLimits(run, () => HANDLERS[event.kind](run, event as never));
      } catch (error) {
        if (!(error instanceof WorkflowError)) throw error;
        refusals.set(index, error.message);
      }
      doJobs(run);
    });
    withinLimits(run, () => run.countExpressions());
    doJobs(run);
  });
  return { state: run.state, effects: run.effects, refusals };
}

/** Ends the run as it stands: nothing of what its workflows say is looked at any more. */
export function abandon(state: RunState, stateInfo: string, deps: InterpreterDependencies): Step {
  const run = new Interpretation(state, deps, 0);
  cutOff(run, stateInfo);
  return { state, effects: run.effects, refusals: new Map() };
}

/** What lost patience has been taken for something else on its way through the workflow is told again. */
function patiently(run: Interpretation, work: () => void): void {
  try {
    work();
  } finally {
    run.allowance.checkPatience();
  }
}

function copyOf<T>(document: T): T {
  return readKept(writeKept(document)) as T;
}

type Handlers<Kinds extends { [key in Key]: string }, Key extends keyof Kinds> = {
  readonly [K in Kinds[Key]]: (run: Interpretation, item: Extract<Kinds, { [key in Key]: K }>) => void;
};

const HANDLERS: Handlers<RunEvent, 'kind'> = {
  tick: fireTimers,
  action_result(run, { actionId, state, output }) {
    const action = run.state.actions[actionId];
    if (!action) return;
    const task = run.task(action.taskId);
    const work = (): void => takeResult(run, action, state, output);
    guarded(run, task, 'handle action completion', work, action.name);
  },
  action_update(run, { actionId, state }) {
    const action = run.state.actions[actionId];
    if (action) updateAction(run, action, state);
  },
  pause: (run) => pauseExecution(run, run.root, null),
  resume(run, { env }) {
    if (run.root.state === 'PAUSED') updateEnvironment(run, env);
    resumeExecution(run, run.root);
  },
  stop: (run, { state, stateInfo }) => {
    if (state !== 'CANCELLED' || !isCompleted(run.root.state)) stop(run, run.root, state, stateInfo);
  },
  rerun(run, { taskId, reset, env }) {
    const task = run.state.tasks[taskId];
    if (!task) throw new WorkflowError(`Task not found [task_ex_id=${taskId}]`);
    const before = run.root.params.env;
    updateEnvironment(run, env);
    try {
      rerun(run, task, reset);
    } catch (error) {
      if (before !== undefined) run.root.params.env = before;
      throw error;
    }
  },
};

const JOBS: Handlers<Job, 'job'> = {
  dispatch: (run, { executionId, commands }) => dispatch(run, run.execution(executionId), commands),
  continue_task(run, { taskId }) {
    const task = run.task(taskId);
    if (!MAY_CONTINUE.has(task.state) || run.execution(task.executionId).state !== 'RUNNING') return;
    guarded(run, task, 'run task', () => continueTask(run, task));
  },
  complete_task(run, { taskId, state, stateInfo }) {
    const task = run.task(taskId);
    guarded(run, task, 'complete task', () => complete(run, task, state, stateInfo));
  },
  action_computed: (run, { actionId, state, output }) =>
    HANDLERS.action_result(run, { kind: 'action_result', actionId, state, output }),
  refresh_joins: (run, { executionId }) => refreshJoins(run, run.execution(executionId)),
  check_completion: (run, { executionId }) => checkCompletion(run, run.execution(executionId)),
  execution_ended: (run, { executionId }) => {
    const execution = run.execution(executionId);
    const task = run.task(execution.parentTaskId ?? '');
    const work = (): void => takeSubWorkflow(run, execution);
    guarded(run, task, 'handle action completion', work, execution.workflowName);
  },
  fail: (run, { executionId, message }) => stop(run, run.execution(executionId), 'ERROR', message),
};

function doJobs(run: Interpretation): void {
  let done = 0;
  for (let job = run.nextJob(); job; job = run.nextJob()) {
    done += 1;
    const next = job;
    withinLimits(run, () => {
      if (done > MOST_JOBS) throw new LimitExceeded('A step of the workflow does not come to an end.');
      JOBS[next.job](run, next as never);
    });
  }
}

/** Where the run becomes too large by what is done, it ends. */
function withinLimits(run: Interpretation, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof LimitExceeded)) throw error;
    cutOff(run, error.message);
  }
}

/** In the order in which they fall due. */
function fireTimers(run: Interpretation): void {
  const now = run.deps.now().getTime();
  const due = Object.entries(run.state.timers)
    .filter(([, timer]) => timer.at <= now)
    .sort(([, a], [, b]) => a.at - b.at);
  for (const [id, timer] of due) {
    if (!(id in run.state.timers)) continue;
    delete run.state.timers[id];
    fire(run, timer);
    doJobs(run);
  }
}

function fire(run: Interpretation, timer: Timer): void {
  const task = run.task(timer.taskId);
  const execution = run.execution(task.executionId);
  if (timer.kind === 'timeout') {
    guarded(run, task, 'complete task', () => timeOut(run, task, timer.seconds));
  } else if (timer.kind === 'complete') {
    guarded(run, task, 'complete task', () => complete(run, task, timer.state, timer.stateInfo));
  } else if (timer.kind === 'compute') {
    run.startAction(run.action(timer.actionId));
  } else if (execution.state === 'PAUSED' && task.state !== 'WAITING') {
    // Nothing new starts during a pause; resuming runs what is IDLE.
    run.setTaskState(task, 'IDLE', task.stateInfo);
  } else if (task.state === 'WAITING') {
    run.later({ job: 'refresh_joins', executionId: execution.id });
  } else {
    run.later({ job: 'continue_task', taskId: task.id });
  }
}
