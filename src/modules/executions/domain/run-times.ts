import { Execution, ExecutionState, isFinal } from './execution.js';

/** Seconds that an execution, and each of its tasks, may run where nobody said otherwise. */
export interface Limits {
  readonly runSeconds: number;
  readonly taskSeconds: number;
}

export type RunTimes = Pick<Execution, 'deadlineAt' | 'tasksDueAt' | 'pausedAt'>;

type Timed = Pick<Execution, 'runTimeout' | 'taskTimeout'>;

const NONE: RunTimes = { deadlineAt: null, tasksDueAt: null, pausedAt: null };

/** What holds for an execution: its own limits, else the service's. */
export function limitsOf({ runTimeout, taskTimeout }: Timed, service: Limits): Limits {
  return { runSeconds: runTimeout ?? service.runSeconds, taskSeconds: taskTimeout ?? service.taskSeconds };
}

/** The times of one that begins to run now. */
export function timesFrom(now: Date, execution: Timed, service: Limits): RunTimes {
  const { runSeconds, taskSeconds } = limitsOf(execution, service);
  const tasksDueAt = later(now, Math.min(runSeconds, taskSeconds));
  return { deadlineAt: later(now, runSeconds), tasksDueAt, pausedAt: null };
}

/** The times once it goes over to `state`: while it is paused its time stands still, after its end it has none. */
export function timesIn(
  state: ExecutionState,
  execution: Timed & RunTimes,
  now: Date,
  service: Limits,
): RunTimes {
  if (state === 'IDLE' || isFinal(state)) return NONE;
  const { deadlineAt, tasksDueAt, pausedAt } = execution;
  if (deadlineAt === null || tasksDueAt === null)
    return { ...timesFrom(now, execution, service), pausedAt: state === 'PAUSED' ? now : null };
  if (state === 'PAUSED') return { deadlineAt, tasksDueAt, pausedAt: pausedAt ?? now };
  const paused = pausedAt === null ? 0 : (now.getTime() - pausedAt.getTime()) / 1000;
  return { deadlineAt: later(deadlineAt, paused), tasksDueAt: later(tasksDueAt, paused), pausedAt: null };
}

function later(date: Date, seconds: number): Date {
  return new Date(date.getTime() + seconds * 1000);
}
