import { setTimeout as wait } from 'node:timers/promises';

const SIGNS = { pass: '✔', fail: '✘', running: '▶', waiting: '…', paused: '‖', cancelled: '⊘', skipped: '–' };
const COLOURS = { pass: 32, fail: 31, running: 36, cancelled: 33 };
const FINAL = ['SUCCESS', 'ERROR', 'CANCELLED'];
const ENDED = ['pass', 'fail', 'cancelled', 'skipped'];
const LOOK_EVERY_MS = 250;
const GIVE_UP_MS = 5 * 60_000;

const colour = (text, code) => (process.stdout.isTTY && code ? `\u001b[${code}m${text}\u001b[0m` : text);

/**
 * Shows an execution's jobs until it ends: redrawn in a terminal, one line for each ended job in a pipe.
 * @returns the execution and its jobs as they ended
 */
export async function watchRun(service, executionId) {
  const screen = new Screen();
  const deadline = Date.now() + GIVE_UP_MS;
  for (;;) {
    const execution = await service.call('GET', `/v1/executions/${executionId}`);
    const tasks = await service.call('GET', `/v1/executions/${executionId}/tasks`);
    screen.show(tasks);
    if (FINAL.includes(execution.state)) return { execution, tasks };
    if (Date.now() > deadline) throw new Error(`Execution ${executionId} has not ended after 5 minutes.`);
    await wait(LOOK_EVERY_MS);
  }
}

class Screen {
  drawn = 0;
  printed = new Set();

  show(tasks) {
    if (process.stdout.isTTY) this.redraw(tasks);
    else this.append(tasks);
  }

  redraw(tasks) {
    if (this.drawn > 0) process.stdout.write(`\u001b[${this.drawn}A`);
    for (const task of tasks) process.stdout.write(`\u001b[2K${line(task)}\n`);
    this.drawn = tasks.length;
  }

  append(tasks) {
    for (const task of tasks) {
      if (!ENDED.includes(task.verdict) || this.printed.has(task.uuid)) continue;
      this.printed.add(task.uuid);
      process.stdout.write(`${line(task)}\n`);
    }
  }
}

function line({ name, verdict, duration, result }) {
  const sign = colour(SIGNS[verdict] ?? '?', COLOURS[verdict]);
  const time = duration === null ? '' : `${duration.toFixed(1)} s`;
  const summary = typeof result?.summary === 'string' ? result.summary.slice(0, 80) : '';
  return `    ${sign} ${name.padEnd(16)} ${verdict.padEnd(9)} ${time.padStart(7)}  ${summary}`.trimEnd();
}

/** The last lines of a task's log. */
export async function tailOfLog(service, task, lines = 15) {
  const text = await service.call('GET', new URL(task.log_uri).pathname);
  return text.trimEnd().split('\n').slice(-lines);
}
