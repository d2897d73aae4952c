import type { ReactNode } from 'react';
import { useLiveEvents, useLiveStatus } from '../shared/live/live-events.js';
import styles from './live-mark.module.css';

const WORDS = {
  connecting: 'Connecting …',
  live: 'Live',
  away: 'Reconnecting …',
} as const;

/** Whether what is shown is kept up to date. */
export function LiveMark(): ReactNode {
  useLiveEvents(() => {});
  const status = useLiveStatus();
  return (
    <p className={styles.mark} data-status={status} role="status">
      {WORDS[status]}
    </p>
  );
}
