import type { JsonValue } from '../../../../shared/domain/json.js';
import { ExactNumber } from '../exact-json/index.js';
import { Policies, pythonRepr, Retry } from '../language/index.js';
import { evaluateForTask, outboundContext } from './data-flow.js';
import { truthy } from './direct-workflow.js';
import { Interpretation } from './interpretation.js';
import { pauseExecution } from './pause.js';
import { TaskExecution } from './run-state.js';
import { isCompleted } from './states.js';
import { WorkflowError } from './workflow-error.js';

/** A hundred years. */
const LONGEST_WAIT_SECONDS = 3_155_760_000;

/** The task's policies; what is not said, or said as zero or false, comes from the defaults (as in Mistral). */
export function policiesOf(run: Interpretation, task: TaskExecution): Policies {
  const { workflow } = run.workflowOf(run.execution(task.executionId));
  const own = run.specOf(task).policies;
  const defaults = workflow.taskDefaults?.policies ?? {};
  return {
    pauseBefore: own.pauseBefore || defaults.pauseBefore,
    waitBefore: own.waitBefore || defaults.waitBefore,
    waitAfter: own.waitAfter || defaults.waitAfter,
    failOn: own.failOn || defaults.failOn,
    retry: own.retry ?? defaults.retry,
    timeout: own.timeout || defaults.timeout,
    concurrency: own.concurrency || defaults.concurrency,
  };
}

/** Before the first attempt. Afterwards the task is RUNNING (go on), DELAYED (a timer is set) or IDLE (paused). */
export function applyBeforeStart(run: Interpretation, task: TaskExecution): void {
  const policies = policiesOf(run, task);
  const number = (value: number | string | undefined, policy: string): number =>
    integer(run, task, value, policy);
  const pause = boolean(run, task, policies.pauseBefore, 'PauseBeforePolicy');
  const waitBefore = number(policies.waitBefore, 'WaitBeforePolicy');
  number(policies.waitAfter, 'WaitAfterPolicy');
  number(policies.retry?.count, 'RetryPolicy');
  number(policies.retry?.delay, 'RetryPolicy');
  if (pause) {
    run.setTaskState(task, 'IDLE', "Set by 'pause-before' policy");
    pauseExecution(run, run.execution(task.executionId), null);
  } else if (waitBefore > 0) {
    delay(run, task, waitBefore, 'wait-before');
    run.setTimer({ kind: 'continue', taskId: task.id, at: dueIn(run, waitBefore) });
  }
  armTimeout(run, task);
  task.runtime.concurrency = number(policies.concurrency, 'ConcurrencyPolicy');
}

/**
 * Sets the deadline of an attempt. Mistral counts it once for all attempts, and so leaves a second one that never
 * answers running for ever; here each attempt has its own.
 */
export function armTimeout(run: Interpretation, task: TaskExecution): void {
  run.clearTimers(task, 'timeout');
  const seconds = integer(run, task, policiesOf(run, task).timeout, 'TimeoutPolicy');
  if (seconds > 0) run.setTimer({ kind: 'timeout', taskId: task.id, seconds, at: dueIn(run, seconds) });
}

/** After an attempt has ended; may change the state it ended in, or delay the end. */
export function applyAfterEnd(run: Interpretation, task: TaskExecution): void {
  const policies = policiesOf(run, task);
  waitAfter(run, task, policies.waitAfter);
  failOn(run, task, policies.failOn);
  if (policies.retry) retry(run, task, policies.retry);
}

function waitAfter(run: Interpretation, task: TaskExecution, policy: number | string | undefined): void {
  const seconds = integer(run, task, policy, 'WaitAfterPolicy');
  if (seconds === 0 || task.runtime.waitedAfter) return;
  task.runtime.waitedAfter = true;
  const { state, stateInfo } = task;
  delay(run, task, seconds, 'wait-after');
  run.setTimer({ kind: 'complete', taskId: task.id, at: dueIn(run, seconds), state, stateInfo });
}

function failOn(run: Interpretation, task: TaskExecution, policy: boolean | string | undefined): void {
  // Of this one policy Mistral does not check the type; it looks at it even where the task has failed by itself.
  const fails = truthy(evaluated(run, task, policy ?? false));
  if (!fails || task.state !== 'SUCCESS') return;
  run.setTaskState(task, 'ERROR', "Failed by 'fail-on' policy");
}

function retry(run: Interpretation, task: TaskExecution, policy: Retry): void {
  const count = integer(run, task, policy.count, 'RetryPolicy');
  const seconds = integer(run, task, policy.delay, 'RetryPolicy');
  if (count === 0) return;
  const says = (condition: string | undefined): boolean =>
    condition !== undefined && truthy(evaluateForTask(run, task, condition, outboundContext(task)));
  const goOn = policy.continueOn === undefined ? task.state === 'ERROR' : says(policy.continueOn);
  const broken = says(policy.breakOn) && task.state === 'ERROR';
  if (!isCompleted(task.state) || task.state === 'CANCELLED') return;
  const retries = task.runtime.retries ?? 0;
  delete task.runtime.retries;
  if (retries >= count || broken || !goOn) return;
  const most = run.limits.retries;
  if (retries >= most) {
    throw new WorkflowError(
      `Task '${task.name}' has been retried ${most} times, the most that is possible (SOLUM_RUN_MAX_RETRIES).`,
    );
  }
  for (const attempt of run.attemptsOf(task)) attempt.accepted = false;
  task.runtime.retries = retries + 1;
  delay(run, task, seconds, 'retry');
  // A join has to be judged again: it may be that it never can run.
  if (run.specOf(task).join) run.setTaskState(task, 'WAITING', task.stateInfo);
  run.setTimer({ kind: 'continue', taskId: task.id, at: dueIn(run, seconds) });
}

function delay(run: Interpretation, task: TaskExecution, seconds: number, policy: string): void {
  run.setTaskState(task, 'DELAYED', `Delayed by '${policy}' policy [delay=${seconds}]`);
}

function dueIn(run: Interpretation, seconds: number): number {
  if (seconds > LONGEST_WAIT_SECONDS) {
    throw new WorkflowError(`${seconds} seconds are longer than a task may wait: ${LONGEST_WAIT_SECONDS}.`);
  }
  return run.deps.now().getTime() + seconds * 1000;
}

function integer(
  run: Interpretation,
  task: TaskExecution,
  policy: number | string | undefined,
  name: string,
): number {
  const value = evaluated(run, task, policy ?? 0);
  if (typeof value !== 'number' && !((value as unknown) instanceof ExactNumber))
    return wrongType(name, value, 'integer');
  // `2.0` is an integer to a JSON schema.
  const number = Number(value);
  if (!Number.isInteger(number)) return wrongType(name, value, 'integer');
  if (number < 0) {
    throw new WorkflowError(`Invalid data type in ${name}: ${number} is less than the minimum of 0`);
  }
  return number;
}

function boolean(
  run: Interpretation,
  task: TaskExecution,
  policy: boolean | string | undefined,
  name: string,
): boolean {
  const value = evaluated(run, task, policy ?? false);
  return typeof value === 'boolean' ? value : wrongType(name, value, 'boolean');
}

function evaluated(run: Interpretation, task: TaskExecution, policy: JsonValue): JsonValue {
  return typeof policy === 'string' ? evaluateForTask(run, task, policy) : policy;
}

function wrongType(name: string, value: JsonValue, type: string): never {
  throw new WorkflowError(`Invalid data type in ${name}: ${pythonRepr(value)} is not of type '${type}'`);
}
