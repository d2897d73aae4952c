import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Duration, VerdictIcon } from '../../shared/ui/index.js';
import type { RunWorkflow, Task } from './run-queries.js';
import { asTree, notBegun } from './run-tasks.js';
import styles from './run.module.css';

interface TaskListProps {
  readonly tasks: readonly Task[];
  /** The workflow that the run began with; undefined where its definition is not kept. */
  readonly workflow: RunWorkflow | undefined;
  readonly selected: Task | undefined;
  /** Whether more tasks may begin. */
  readonly goesOn: boolean;
}

/** The tasks as jobs, in the order they began, those of a sub-workflow under the one that runs it. */
export function TaskList({ tasks, workflow, selected, goesOn }: TaskListProps): ReactNode {
  const toCome = workflow && goesOn ? notBegun(workflow, tasks) : [];
  return (
    <nav aria-label="Tasks" className={styles.list}>
      <ol className={styles.tasks}>
        {asTree(tasks).map(({ task, depth }) => (
          <li key={task.uuid} data-depth={Math.min(depth, 4)}>
            <TaskRow task={task} isSelected={task.uuid === selected?.uuid} />
          </li>
        ))}
        {toCome.map((name) => (
          <li key={name}>
            <span className={styles.toCome}>
              <span className={styles.dot} aria-hidden="true" />
              {name}
              <span className="visually-hidden">, not begun</span>
            </span>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function TaskRow({ task, isSelected }: { task: Task; isSelected: boolean }): ReactNode {
  const { verdict, name, attempts, duration, started_at: since, waiting_for: waiting } = task;
  const isUnderWay = verdict === 'running' || verdict === 'waiting';
  return (
    <Link
      to="."
      search={(search) => ({ ...search, task: task.uuid })}
      hash=""
      resetScroll={false}
      className={styles.task}
      aria-current={isSelected ? 'true' : undefined}
      activeProps={{}}
    >
      <VerdictIcon verdict={verdict} />
      <span className={styles.taskName}>{name}</span>
      {attempts > 1 && <span className={styles.tries}>{attempts} tries</span>}
      <span className={styles.took}>
        <Duration seconds={duration} since={isUnderWay ? since : null} />
      </span>
      {waiting && <span className={styles.waits}>{waiting}</span>}
    </Link>
  );
}
