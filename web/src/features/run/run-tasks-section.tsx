import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { EmptyState, ErrorNotice, Skeleton } from '../../shared/ui/index.js';
import { RunGraph } from './run-graph.js';
import { type Execution, graphQuery, isOver, tasksQuery } from './run-queries.js';
import { taskToShow } from './run-tasks.js';
import styles from './run.module.css';
import { TaskDetail } from './task-detail.js';
import { TaskList } from './task-list.js';

const route = getRouteApi('/executions/$executionId');

/** The tasks: drawn, listed, and one of them closely. */
export function RunTasks({ execution }: { execution: Execution }): ReactNode {
  const { task: wanted } = route.useSearch();
  const navigate = route.useNavigate();
  const tasks = useQuery(tasksQuery(execution.uuid));
  const graph = useQuery(graphQuery(execution.uuid, execution.workbook_digest));
  const select = (task: string): void => void navigate({ search: { task }, hash: '', resetScroll: false });
  if (tasks.error && !tasks.data)
    return (
      <ErrorNotice
        error={tasks.error}
        title="The tasks cannot be listed"
        retry={() => void tasks.refetch()}
      />
    );
  if (!tasks.data) return <Skeleton lines={6} label="Loading the tasks" />;
  const selected = taskToShow(tasks.data, wanted);
  const goesOn = !isOver(execution);
  return (
    <>
      {graph.data && <RunGraph graph={graph.data} tasks={tasks.data} selected={selected} onSelect={select} />}
      {graph.error && !graph.data && (
        <p className={styles.muted}>The tasks cannot be drawn: {graph.error.message}</p>
      )}
      {tasks.data.length === 0 && !graph.data ? (
        <NoTasks goesOn={goesOn} />
      ) : (
        <div className={styles.columns}>
          <TaskList
            tasks={tasks.data}
            workflow={graph.data?.workflows[0]}
            selected={selected}
            goesOn={goesOn}
          />
          {selected ? (
            <TaskDetail key={selected.uuid} execution={execution} task={selected} />
          ) : (
            <NotBegun name={wanted} goesOn={goesOn} />
          )}
        </div>
      )}
    </>
  );
}

function NotBegun({ name, goesOn }: { name: string | undefined; goesOn: boolean }): ReactNode {
  if (name === undefined) return <NoTasks goesOn={goesOn} />;
  return (
    <EmptyState title={`${name} has not begun`}>
      {goesOn
        ? 'It begins when the run comes to it; its log is shown here from then on.'
        : 'The run ended before it came to it.'}
    </EmptyState>
  );
}

function NoTasks({ goesOn }: { goesOn: boolean }): ReactNode {
  return (
    <EmptyState title="No task has begun">
      {goesOn
        ? 'The first begins when the workflow engine has taken the run on; it appears here by itself.'
        : 'The run ended before its first task.'}
    </EmptyState>
  );
}
