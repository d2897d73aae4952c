import { ExternalLink, StepForward } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { buttonClass, Duration, RelativeTime, StateBadge, Tabs } from '../../shared/ui/index.js';
import { ApprovalPanel } from './approval-panel.js';
import { isEmpty, JsonView } from './json-view.js';
import { LogView } from './log/log-view.js';
import { stackUrl } from './run-links.js';
import { type Execution, isOver, type Task } from './run-queries.js';
import styles from './run.module.css';
import { SteerButton } from './steer-button.js';
import { useRefusal } from './use-refusal.js';

const ENDED: readonly Task['verdict'][] = ['pass', 'fail', 'cancelled', 'skipped'];

/** One task: what it says, what came of it, and what can be done about it. */
export function TaskDetail({ execution, task }: { execution: Execution; task: Task }): ReactNode {
  const [tab, setTab] = useState('log');
  const ended = ENDED.includes(task.verdict) || isOver(execution);
  const log = (
    <LogView
      executionId={execution.uuid}
      taskId={task.uuid}
      taskName={task.name}
      isOver={ended}
      hasFailed={task.verdict === 'fail'}
    />
  );
  const tabs = [
    { id: 'log', label: 'Log', content: log },
    { id: 'result', label: 'Result', content: <TaskResult task={task} ended={ended} /> },
  ];
  return (
    <section className={styles.detail} aria-label={`Task ${task.name}`}>
      <TaskHeader execution={execution} task={task} ended={ended} />
      {task.approval && <ApprovalPanel execution={execution} task={task} approval={task.approval} />}
      {task.approval ? (
        ended && <TaskResult task={task} ended={ended} />
      ) : (
        <Tabs label={`What there is of ${task.name}`} tabs={tabs} value={tab} onChange={setTab} />
      )}
    </section>
  );
}

function TaskHeader({
  execution,
  task,
  ended,
}: {
  execution: Execution;
  task: Task;
  ended: boolean;
}): ReactNode {
  const { name, verdict, waiting_for: waiting, started_at: started, attempts } = task;
  const refusal = useRefusal('executions:write');
  const url = stackUrl(task);
  const canRerun = verdict === 'fail' && execution.controls.includes('rerun_failed') && !refusal;
  return (
    <header className={styles.detailHead}>
      <h2>{name}</h2>
      <StateBadge verdict={verdict} />
      <span className={styles.muted}>
        <Duration seconds={task.duration} since={ended ? null : started} />
        {attempts > 1 && ` · ${attempts} tries`}
        {started && (
          <>
            {' '}
            · began <RelativeTime at={started} />
          </>
        )}
      </span>
      <span className={styles.detailActions}>
        {url && (
          <a className={buttonClass('secondary', 'small')} href={url} target="_blank" rel="noreferrer">
            <ExternalLink aria-hidden="true" />
            Open the application
          </a>
        )}
        {task.engine_url && (
          <a
            className={buttonClass('quiet', 'small')}
            href={task.engine_url}
            target="_blank"
            rel="noreferrer"
          >
            <ExternalLink aria-hidden="true" />
            In Mistral
          </a>
        )}
        {canRerun && (
          <SteerButton
            executionId={execution.uuid}
            control="rerun_failed"
            task={task.uuid}
            words="Re-run from here"
            effect={`The run goes on at ${name}; what has passed is not repeated.`}
            look={{ size: 'small', icon: <StepForward /> }}
          />
        )}
      </span>
      {waiting && !task.approval && <p className={styles.muted}>It waits for {waiting}.</p>}
      <Outcome task={task} />
    </header>
  );
}

/** What its station said in the end, in a sentence. */
function Outcome({ task }: { task: Task }): ReactNode {
  const { result, state_info: info, verdict } = task;
  const summary = typeof result === 'object' && result !== null && 'summary' in result && result.summary;
  const words = typeof summary === 'string' ? summary : verdict === 'fail' ? info : null;
  if (!words || task.approval) return null;
  return (
    <p className={styles.outcome} data-verdict={verdict}>
      {words}
    </p>
  );
}

function TaskResult({ task, ended }: { task: Task; ended: boolean }): ReactNode {
  const { result, published, state_info: info } = task;
  if (isEmpty(result) && isEmpty(published) && !info)
    return (
      <p className={styles.muted}>
        {ended ? 'It gave no result.' : 'There is no result before it has ended.'}
      </p>
    );
  return (
    <div className={styles.values}>
      {!isEmpty(result) && <JsonView value={result} label="Result" />}
      {!isEmpty(published) && <JsonView value={published} label="Published for the tasks after it" />}
      {info && <JsonView value={info} label="What the engine says" />}
    </div>
  );
}
