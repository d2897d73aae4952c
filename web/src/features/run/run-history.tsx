import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { RelativeTime, Tag } from '../../shared/ui/index.js';
import { type Action, actionsQuery, type Execution } from './run-queries.js';
import styles from './run.module.css';

const WORDS: Readonly<Record<string, string>> = {
  pause: 'paused it',
  resume: 'resumed it',
  cancel: 'cancelled it',
  rerun: 'ran it again',
  approve: 'approved',
  reject: 'rejected',
};
const ACTORS: Readonly<Record<Action['actor'], string>> = {
  user: 'Somebody',
  deadline: 'A deadline',
  superseded: 'A newer run',
  system: 'The service',
};

/** What was done to the run, by whom and why. */
export function RunHistory({ execution }: { execution: Execution }): ReactNode {
  const { data: actions } = useQuery(actionsQuery(execution.uuid));
  if (!actions || actions.length === 0) return null;
  return (
    <section className={styles.history} aria-labelledby="history">
      <h2 id="history">What was done to it</h2>
      <ol>
        {actions.map((action) => (
          <li key={action.uuid}>
            <Deed action={action} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Deed({ action }: { action: Action }): ReactNode {
  const { actor, user, kind, reason, outcome, detail, created_at: at, new_execution_uri: made } = action;
  const next = made?.slice(made.lastIndexOf('/') + 1);
  return (
    <>
      <strong>{user?.name ?? ACTORS[actor]}</strong> {WORDS[kind] ?? kind} <RelativeTime at={at} />
      {reason && <q>{reason}</q>}
      {next && (
        <Link to="/executions/$executionId" params={{ executionId: next }}>
          the new run
        </Link>
      )}
      {outcome !== 'done' && <Tag tone={outcome === 'pending' ? 'warn' : 'bad'}>{outcome}</Tag>}
      {detail && <span className={styles.muted}>{detail}</span>}
    </>
  );
}
