import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { GitBranch, Rocket } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Schemas } from '../../shared/api/client.js';
import {
  Button,
  classes,
  Duration,
  EmptyState,
  ErrorNotice,
  RelativeTime,
  Skeleton,
  StateBadge,
  Table,
  VerdictIcon,
  verdictOf,
} from '../../shared/ui/index.js';
import { stagesQuery } from './pipeline-queries.js';
import styles from './stage-view.module.css';

type Stage = Schemas['Stage'];
type StageTask = NonNullable<Stage['tasks']>[number];

/** Rows are runs, columns are tasks. */
export function StageView({ pipelineId }: { pipelineId: string }): ReactNode {
  const list = useInfiniteQuery(stagesQuery(pipelineId));
  const stages = list.data?.pages.flatMap(({ items }) => items) ?? [];
  if (list.error) return <ErrorNotice error={list.error} retry={() => void list.refetch()} />;
  if (list.isPending) return <Skeleton lines={8} label="Loading the runs" />;
  if (stages.length === 0) {
    return (
      <EmptyState title="No run yet" icon={<Rocket />}>
        A push to the repository starts one once its webhook is set up: Settings shows the address and the
        secret. Or start one now.
      </EmptyState>
    );
  }
  const columns = columnsOf(stages);
  return (
    <>
      <Table label="Runs and their tasks" className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Run</th>
            {columns.map((name) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {stages.map((stage) => (
            <Row key={stage.execution.uuid} stage={stage} columns={columns} />
          ))}
        </tbody>
      </Table>
      {list.hasNextPage && (
        <div className={styles.more}>
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show older runs
          </Button>
        </div>
      )}
    </>
  );
}

/** Every task that the shown runs have, in the order in which the newest have them. */
function columnsOf(stages: readonly Stage[]): string[] {
  const names = new Set<string>();
  const byLength = [...stages].sort((a, b) => (b.tasks?.length ?? 0) - (a.tasks?.length ?? 0));
  for (const { tasks } of byLength) for (const { name } of tasks ?? []) names.add(name);
  return [...names];
}

function Row({ stage, columns }: { stage: Stage; columns: readonly string[] }): ReactNode {
  const { execution, tasks } = stage;
  const last = new Map(tasks?.map((task) => [task.name, task]));
  return (
    <tr>
      <th scope="row">
        <RunCell execution={execution} />
      </th>
      {tasks === null && columns.length > 0 && (
        <td colSpan={columns.length} className={styles.unknown}>
          The engine does not tell of its tasks now.
        </td>
      )}
      {tasks !== null &&
        columns.map((name) => <Cell key={name} execution={execution.uuid} task={last.get(name)} />)}
    </tr>
  );
}

function RunCell({ execution }: { execution: Schemas['Execution'] }): ReactNode {
  const commit = execution.commit ?? execution.resolved_commit;
  return (
    <Link to="/executions/$executionId" params={{ executionId: execution.uuid }} className={styles.run}>
      <StateBadge verdict={verdictOf(execution.state)} />
      <span className={styles.facts}>
        <RelativeTime at={execution.created_at} />
        <span className={styles.source}>
          <GitBranch aria-hidden="true" />
          {(execution.ref ?? 'default branch').replace(/^refs\/(heads|tags)\//, '')}
          {commit && <code>{commit.slice(0, 7)}</code>}
        </span>
      </span>
    </Link>
  );
}

function Cell({ execution, task }: { execution: string; task: StageTask | undefined }): ReactNode {
  if (!task) {
    return (
      <td className={styles.none}>
        <span className="visually-hidden">did not run</span>
      </td>
    );
  }
  const { name, verdict, duration, started_at: since } = task;
  return (
    <td className={styles.cell}>
      <Link
        to="/executions/$executionId"
        params={{ executionId: execution }}
        search={{ task: name }}
        className={classes(styles.task, styles[verdict])}
      >
        <VerdictIcon verdict={verdict} />
        <Duration seconds={duration} since={verdict === 'running' ? since : null} />
      </Link>
    </td>
  );
}
