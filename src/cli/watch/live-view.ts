import type { Schemas } from '../../client/index.js';
import { plain, seconds, styled, type Terminal, terminalOf } from '../terminal.js';
import type { RunView } from './plain-view.js';
import { hasEnded, type Run } from './run.js';
import { durationOf, lookOf, remarkOf } from './task-line.js';

const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';
const CLEAR_TO_END_OF_LINE = '\u001b[K';
const CLEAR_BELOW = '\u001b[J';
/** Terminals that know it show what stands between the two at once; others skip it. */
const BEGIN_FRAME = '\u001b[?2026h';
const END_FRAME = '\u001b[?2026l';
const TICK_MS = 1_000;

/** A run's tasks, painted over themselves as they go on. Nothing above them is touched, and they stay when it closes. */
export class LiveView implements RunView {
  private run: Run | undefined;
  private painted = 0;
  private readonly tick: NodeJS.Timeout;
  private readonly repaint = () => this.paint();

  constructor(
    private readonly title: string,
    private readonly output: NodeJS.WriteStream = process.stdout,
  ) {
    output.write(HIDE_CURSOR);
    output.on('resize', this.repaint);
    this.tick = setInterval(this.repaint, TICK_MS);
  }

  show(run: Run): void {
    this.run = run;
    this.paint();
  }

  close(): void {
    clearInterval(this.tick);
    this.output.off('resize', this.repaint);
    this.output.write(SHOW_CURSOR);
  }

  private paint(): void {
    if (!this.run) return;
    const terminal = terminalOf(this.output);
    const lines = linesOf(this.title, this.run, terminal);
    const up = this.painted > 0 ? `\u001b[${this.painted}A\r` : '\r';
    const body = lines.map((line) => `${line}${CLEAR_TO_END_OF_LINE}\n`).join('');
    this.output.write(`${BEGIN_FRAME}${up}${body}${CLEAR_BELOW}${END_FRAME}`);
    this.painted = lines.length;
  }
}

/** No line may be longer than the terminal is wide, nor may there be more of them than it is high: painting over needs both. */
function linesOf(title: string, run: Run, terminal: Terminal): string[] {
  const { execution, tasks } = run;
  const widest = Math.max(0, ...tasks.map(({ name }) => plain(name).length));
  const room = Math.max(terminal.rows - 3, 1);
  const shown = tasks.length <= room ? tasks : mostWanted(tasks, room - 1);
  const left = tasks.length - shown.length;
  return [
    headline(title, run, terminal),
    ...shown.map((task) => taskLine(task, Math.min(widest, 40), terminal)),
    ...(left > 0 ? [styled(terminal, 'dim', `  and ${left} more`)] : []),
    ...(execution.waiting_for === null
      ? []
      : [styled(terminal, 'yellow', cut(`  waits for ${plain(execution.waiting_for)}`, terminal.columns))]),
  ];
}

/** Those that run, wait or failed; then the latest. */
function mostWanted(tasks: readonly Schemas['Task'][], room: number): Schemas['Task'][] {
  const rank = ({ verdict }: Schemas['Task']) => (['pass', 'skipped', 'cancelled'].includes(verdict) ? 1 : 0);
  const wanted = new Set(
    [...tasks]
      .reverse()
      .sort((a, b) => rank(a) - rank(b))
      .slice(0, room),
  );
  return tasks.filter((task) => wanted.has(task));
}

function headline(title: string, run: Run, terminal: Terminal): string {
  const { state, started_at, duration, created_at } = run.execution;
  const since = (Date.now() - Date.parse(started_at ?? created_at)) / 1000;
  const time = duration ?? (hasEnded(run) ? null : Math.max(0, since));
  const text = cut(
    `${title}  ${state}${time === null ? '' : `  ${seconds(Math.floor(time))}`}`,
    terminal.columns,
  );
  return styled(terminal, 'bold', text);
}

function taskLine(task: Schemas['Task'], nameWidth: number, terminal: Terminal): string {
  const { symbol, style } = lookOf(task.verdict, terminal);
  const name = cut(plain(task.name), nameWidth).padEnd(nameWidth);
  const start = `  ${symbol} ${name}  `;
  const end = cut(
    `${task.verdict.padEnd(9)} ${durationOf(task).padStart(6)}  ${remarkOf(task)}`.trimEnd(),
    terminal.columns - start.length - 1,
  );
  return `  ${styled(terminal, style, symbol)} ${name}  ${styled(terminal, style, end)}`;
}

function cut(text: string, columns: number): string {
  return [...text].length <= columns ? text : `${[...text].slice(0, Math.max(columns - 1, 0)).join('')}…`;
}
