import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { SolumError } from '../../shared/api/client.js';
import {
  buttonClass,
  EmptyState,
  ErrorNotice,
  Page,
  Skeleton,
  StateBadge,
  verdictOf,
} from '../../shared/ui/index.js';
import { RunControls } from './run-controls.js';
import { RunFacts } from './run-facts.js';
import { RunHistory } from './run-history.js';
import { RunNotices } from './run-notices.js';
import { type Execution, executionQuery, pipelineQuery, tasksQuery } from './run-queries.js';
import { RunTasks } from './run-tasks-section.js';
import { RunValues } from './run-values.js';
import { useLiveRun } from './use-live-run.js';

const route = getRouteApi('/executions/$executionId');

export function RunPage(): ReactNode {
  const { executionId } = route.useParams();
  const { data: execution, error, refetch } = useQuery(executionQuery(executionId));
  useLiveRun(executionId, execution?.state === 'IDLE');
  if (execution) return <Run key={executionId} execution={execution} />;
  if (error instanceof SolumError && error.status === 404) return <Gone />;
  return (
    <Page title="Run">
      {error ? (
        <ErrorNotice error={error} title="The run cannot be shown" retry={() => void refetch()} />
      ) : (
        <Skeleton lines={8} label="Loading the run" />
      )}
    </Page>
  );
}

function Run({ execution }: { execution: Execution }): ReactNode {
  const { data: pipeline } = useQuery(pipelineQuery(execution.pipeline_id));
  const name = pipeline?.name ?? execution.workbook_name;
  return (
    <Page
      title={`Run of ${name}`}
      trail={
        <>
          <Link to="/pipelines">Pipelines</Link>
          <span aria-hidden="true">/</span>
          <Link to="/pipelines/$pipelineId" params={{ pipelineId: execution.pipeline_id }}>
            {name}
          </Link>
        </>
      }
      heading={
        <>
          Run of {name} <RunBadge execution={execution} />
        </>
      }
      actions={<RunControls execution={execution} />}
    >
      <RunFacts execution={execution} />
      <RunNotices execution={execution} />
      <RunTasks execution={execution} />
      <RunValues execution={execution} />
      <RunHistory execution={execution} />
    </Page>
  );
}

/** While people are asked, that is what it does. */
function RunBadge({ execution }: { execution: Execution }): ReactNode {
  const { data: tasks } = useQuery(tasksQuery(execution.uuid));
  const asks = execution.state === 'RUNNING' && tasks?.some(({ approval }) => approval?.state === 'waiting');
  if (asks) return <StateBadge verdict="waiting" words="Waits for approval" />;
  return <StateBadge verdict={verdictOf(execution.state)} />;
}

function Gone(): ReactNode {
  return (
    <Page title="This run is not here">
      <EmptyState
        title="No run with this id is in this project"
        action={
          <Link to="/pipelines" className={buttonClass('primary')}>
            Go to the pipelines
          </Link>
        }
      >
        Runs are kept for a limited time, and go when their pipeline is deleted. It may also belong to another
        project: switch to it, then open this address again.
      </EmptyState>
    </Page>
  );
}
