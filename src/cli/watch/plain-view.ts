import type { Schemas } from '../../client/index.js';
import { plain } from '../terminal.js';
import type { Run } from './run.js';
import { durationOf, remarkOf } from './task-line.js';

/** How a run that is watched is shown. */
export interface RunView {
  show(run: Run): void;
  /** Leaves the terminal as it was. */
  close(): void;
}

/** A line for each change: for pipes, and terminals that cannot move their cursor. */
export class PlainView implements RunView {
  private readonly shown = new Map<string, string>();

  constructor(private readonly write: (text: string) => void) {}

  show({ execution, tasks }: Run): void {
    const waiting = execution.waiting_for === null ? '' : `, waits for ${plain(execution.waiting_for)}`;
    if (execution.ended_at === null)
      this.tell(execution.uuid, `run ${execution.uuid}: ${execution.state}${waiting}`);
    for (const task of tasks) this.tell(task.uuid, lineOf(task));
  }

  close(): void {}

  private tell(id: string, line: string): void {
    if (this.shown.get(id) === line) return;
    this.shown.set(id, line);
    this.write(`${line}\n`);
  }
}

function lineOf(task: Schemas['Task']): string {
  const time = task.duration === null ? '' : ` in ${durationOf(task)}`;
  const remark = remarkOf(task);
  return `${plain(task.name)}: ${task.verdict}${time}${remark === '' ? '' : ` (${remark})`}`;
}
