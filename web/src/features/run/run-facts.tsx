import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { sessionQuery } from '../../shared/api/session.js';
import { buttonClass, CopyButton, Duration, RelativeTime } from '../../shared/ui/index.js';
import { applicationUrl, sourceOf } from './run-links.js';
import type { Execution } from './run-queries.js';
import styles from './run.module.css';

/** What is run, since when, why and for whom. */
export function RunFacts({ execution }: { execution: Execution }): ReactNode {
  const { started_at: started, created_at: created, duration, attempt } = execution;
  const url = applicationUrl(execution);
  return (
    <div className={styles.facts}>
      <dl>
        <Fact name="Duration">
          <Duration seconds={duration} since={started} />
        </Fact>
        <Fact name="Commit">
          <Commit execution={execution} />
        </Fact>
        <Fact name="Started">
          <RelativeTime at={started ?? created} />
        </Fact>
        <Fact name="By">
          <Cause execution={execution} />
        </Fact>
        <Fact name="Workbook">
          <Link to="/workbooks/$workbookName" params={{ workbookName: execution.workbook_name }}>
            {execution.workbook_name}
          </Link>
        </Fact>
        {attempt > 1 && <Fact name="Attempt">{attempt}</Fact>}
      </dl>
      {url && (
        <a className={buttonClass('primary', 'small')} href={url} target="_blank" rel="noreferrer">
          <ExternalLink aria-hidden="true" />
          Open the application
        </a>
      )}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const SHORT = 10;

function Commit({ execution }: { execution: Execution }): ReactNode {
  const { resolved_commit: commit, ref } = execution;
  const branch = ref?.replace(/^refs\/(heads|tags)\//, '') ?? 'default branch';
  const link = commit ? sourceOf(execution, commit) : undefined;
  const short = <code>{commit?.slice(0, SHORT)}</code>;
  return (
    <>
      {commit ? (
        <>
          {link ? (
            <a href={link} target="_blank" rel="noreferrer">
              {short}
            </a>
          ) : (
            short
          )}
          <CopyButton text={commit} label="Copy the commit’s hash" />
          on {branch}
        </>
      ) : (
        `head of the ${branch}`
      )}
    </>
  );
}

const CAUSES: Readonly<Record<string, string>> = {
  creation: 'the pipeline’s creation',
  manual: 'hand',
  webhook: 'a push',
  schedule: 'a schedule',
  rerun: 'running again',
};

function Cause({ execution }: { execution: Execution }): ReactNode {
  const { trigger, started_by: who, rerun_of: former } = execution;
  const { data: session } = useQuery(sessionQuery);
  const user = who === session?.user?.id ? 'you' : <code title={who}>{who.slice(0, SHORT)}</code>;
  return (
    <>
      {former ? (
        <>
          running{' '}
          <Link to="/executions/$executionId" params={{ executionId: former }}>
            an earlier run
          </Link>{' '}
          again
        </>
      ) : (
        (CAUSES[trigger] ?? trigger)
      )}
      , {trigger === 'webhook' ? 'for ' : ''}
      {user}
    </>
  );
}
