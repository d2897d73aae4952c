import { Link } from '@tanstack/react-router';
import { CircleAlert, Hourglass } from 'lucide-react';
import type { ReactNode } from 'react';
import { RelativeTime } from '../../shared/ui/index.js';
import { type Execution, isOver } from './run-queries.js';
import styles from './run.module.css';

/** What is in its way, or why it ended. */
export function RunNotices({ execution }: { execution: Execution }): ReactNode {
  const { state, state_info: info, waiting_for: waiting, waiting_since: since } = execution;
  return (
    <>
      {waiting && (
        <p className={styles.notice} data-tone="wait" role="status">
          <Hourglass aria-hidden="true" />
          <span>
            It {waiting}
            {since && (
              <>
                {' '}
                (<RelativeTime at={since} />)
              </>
            )}
          </span>
        </p>
      )}
      {state === 'PAUSED' && (
        <p className={styles.notice} data-tone="wait" role="status">
          <Hourglass aria-hidden="true" />
          <span>No new task starts{info ? `: it was ${info}` : ''}. Resume it to let it go on.</span>
        </p>
      )}
      {isOver(execution) && state !== 'SUCCESS' && <WhyEnded execution={execution} />}
    </>
  );
}

function WhyEnded({ execution }: { execution: Execution }): ReactNode {
  const { state, end_reason: reason, superseded_by: newer } = execution;
  return (
    <div className={styles.notice} data-tone={state === 'ERROR' ? 'bad' : 'calm'} role="status">
      <CircleAlert aria-hidden="true" />
      <span className={styles.reason}>
        {reason}
        {newer && (
          <>
            {' '}
            <Link to="/executions/$executionId" params={{ executionId: newer }}>
              See the newer run
            </Link>
          </>
        )}
      </span>
    </div>
  );
}
