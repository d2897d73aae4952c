import type { EngineTask } from '../../workflow-engine/index.js';
import { Execution } from './execution.js';
import { Limits } from './run-times.js';

/** What is over, or when the next thing would be. */
export type Overrun = { readonly reason: string } | { readonly reason: null; readonly nextCheckAt: Date };

/** Seconds that the workbook itself gives a task; undefined where it says nothing of it. */
export type OwnTimeout = (task: EngineTask) => number | undefined;

/** Judges an execution that runs by what the engine says now: only a task that is at work at this moment has a deadline. */
export function overrunOf(
  execution: Pick<Execution, 'deadlineAt' | 'startedAt'>,
  tasks: readonly EngineTask[],
  { runSeconds, taskSeconds }: Limits,
  ownTimeout: OwnTimeout,
  now: Date,
): Overrun {
  const { startedAt } = execution;
  const deadlineAt = execution.deadlineAt ?? later(startedAt ?? now, runSeconds);
  if (deadlineAt <= now) return { reason: runReason(deadlineAt, startedAt) };
  // What pauses and re-runs put the end of the run off by, its tasks get too.
  const putOff = startedAt === null ? 0 : Math.max(0, secondsBetween(startedAt, deadlineAt) - runSeconds);
  let nextCheckAt = later(now, taskSeconds);
  for (const task of tasks) {
    if (task.type !== 'ACTION' || task.state !== 'RUNNING' || task.startedAt === null) continue;
    const seconds = Math.max(taskSeconds, ownTimeout(task) ?? 0);
    const end = later(task.startedAt, seconds + putOff);
    if (end <= now)
      return { reason: `deadline: the task ${task.name} has been running for more than ${seconds} s` };
    if (end < nextCheckAt) nextCheckAt = end;
  }
  return { reason: null, nextCheckAt: deadlineAt < nextCheckAt ? deadlineAt : nextCheckAt };
}

function runReason(deadlineAt: Date, startedAt: Date | null): string {
  const began = startedAt === null ? '' : `, having begun at ${startedAt.toISOString()}`;
  return `deadline: its time was over at ${deadlineAt.toISOString()}${began}`;
}

function secondsBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / 1000;
}

function later(date: Date, seconds: number): Date {
  return new Date(date.getTime() + seconds * 1000);
}
