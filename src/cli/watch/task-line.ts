import type { Schemas } from '../../client/index.js';
import { plain, seconds, type Style, type Terminal } from '../terminal.js';

type Task = Schemas['Task'];
type Verdict = Task['verdict'];

interface Look {
  readonly symbol: string;
  readonly ascii: string;
  readonly style?: Style;
}

const LOOKS: Readonly<Record<Verdict, Look>> = {
  pass: { symbol: '✓', ascii: '+', style: 'green' },
  fail: { symbol: '✗', ascii: 'x', style: 'red' },
  running: { symbol: '●', ascii: '*', style: 'blue' },
  waiting: { symbol: '◌', ascii: '.', style: 'yellow' },
  paused: { symbol: '‖', ascii: '=', style: 'yellow' },
  cancelled: { symbol: '⊘', ascii: '-', style: 'dim' },
  skipped: { symbol: '↷', ascii: '-', style: 'dim' },
};

export function lookOf(verdict: Verdict, { unicode }: Terminal): { symbol: string; style?: Style } {
  const { symbol, ascii, style } = LOOKS[verdict];
  return { symbol: unicode ? symbol : ascii, ...(style ? { style } : {}) };
}

/** How long a task has taken, so far. */
export function durationOf(task: Task, now = Date.now()): string {
  if (task.duration !== null) return seconds(task.duration);
  if (task.started_at === null || task.verdict !== 'running') return '';
  return seconds(Math.max(0, (now - Date.parse(task.started_at)) / 1000));
}

/** What there is to say of a task besides its verdict. */
export function remarkOf(task: Task): string {
  if (task.approval?.state === 'waiting')
    return `waits for approval: solum execution approve ${task.execution_id} ${task.name}`;
  const attempts = task.attempts > 1 ? [`attempt ${task.attempts}`] : [];
  const waiting = task.waiting_for === null ? [] : [`waits for ${task.waiting_for}`];
  return plain([...attempts, ...waiting].join(', '));
}
