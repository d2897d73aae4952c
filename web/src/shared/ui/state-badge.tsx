import {
  Ban,
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleSlash,
  CircleX,
  LoaderCircle,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { Schemas } from '../api/client.js';
import { classes } from './classes.js';
import styles from './state-badge.module.css';

/** What a task or a whole run came to, in the words of the API's tasks. */
export type Verdict = Schemas['Task']['verdict'];
export type RunState = Schemas['Execution']['state'];

const VERDICT_OF: Readonly<Record<RunState, Verdict>> = {
  IDLE: 'waiting',
  RUNNING: 'running',
  PAUSED: 'paused',
  SUCCESS: 'pass',
  ERROR: 'fail',
  CANCELLED: 'cancelled',
};

const LOOKS: Readonly<Record<Verdict, { icon: LucideIcon; words: string }>> = {
  pass: { icon: CircleCheck, words: 'Passed' },
  fail: { icon: CircleX, words: 'Failed' },
  running: { icon: LoaderCircle, words: 'Running' },
  waiting: { icon: CircleDashed, words: 'Waiting' },
  paused: { icon: CirclePause, words: 'Paused' },
  cancelled: { icon: Ban, words: 'Cancelled' },
  skipped: { icon: CircleSlash, words: 'Skipped' },
};

export const verdictOf = (state: RunState): Verdict => VERDICT_OF[state];
export const wordsOf = (verdict: Verdict): string => LOOKS[verdict].words;

/** A verdict by icon, colour and word: none of them alone carries it. */
export function StateBadge({ verdict, words }: { verdict: Verdict; words?: string }): ReactNode {
  return (
    <span className={classes(styles.badge, styles[verdict])}>
      <VerdictIcon verdict={verdict} hidden />
      {words ?? wordsOf(verdict)}
    </span>
  );
}

/** The icon alone, named for screen readers unless words stand beside it. */
export function VerdictIcon({ verdict, hidden = false }: { verdict: Verdict; hidden?: boolean }): ReactNode {
  const { icon: Icon, words } = LOOKS[verdict];
  const label = hidden ? { 'aria-hidden': true } : { role: 'img', 'aria-label': words };
  return <Icon {...label} className={classes(styles.icon, styles[verdict])} strokeWidth={2.25} />;
}

/** A few words in a neutral or telling colour, as tags and kinds. */
export function Tag({
  tone = 'neutral',
  children,
}: {
  tone?: 'neutral' | 'accent' | 'good' | 'bad' | 'warn';
  children: ReactNode;
}): ReactNode {
  return <span className={classes(styles.tag, styles[tone])}>{children}</span>;
}
