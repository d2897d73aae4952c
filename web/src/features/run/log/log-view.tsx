import { useNavigate, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useDeferredValue, useEffect, useEffectEvent, useRef, useState } from 'react';
import { Button, ErrorNotice, Skeleton } from '../../../shared/ui/index.js';
import { failingLine } from './failing-line.js';
import styles from './log.module.css';
import { LogLines, type LogLinesHandle } from './log-lines.js';
import { LogToolbar } from './log-toolbar.js';
import { logPath } from './task-log.js';
import { useLogSearch } from './use-log-search.js';
import { useTaskLog } from './use-task-log.js';

export interface LogViewProps {
  readonly executionId: string;
  readonly taskId: string;
  readonly taskName: string;
  /** Nothing more comes. */
  readonly isOver: boolean;
  /** The line that says why is looked for, and shown first. */
  readonly hasFailed: boolean;
}

/** A task's log, as it comes. */
export function LogView({ executionId, taskId, taskName, isOver, hasFailed }: LogViewProps): ReactNode {
  const log = useTaskLog(executionId, taskId, isOver);
  const [wraps, setWraps] = useState(false);
  const [follows, setFollows] = useState(!isOver);
  const [query, setQuery] = useState('');
  const handle = useRef<LogLinesHandle>(null);
  const show = (line: number): void => {
    setFollows(false);
    handle.current?.show(line);
  };
  const search = useLogSearch(log, useDeferredValue(query), show);
  const { target, pick } = useLineLink(show);
  const isWhole = log.status === 'whole';
  const failing = isWhole && hasFailed ? failingLine(log.text) : undefined;
  useFirstLook(isWhole, target ?? failing, show);
  const label = `Log of ${taskName}`;
  if (log.status === 'failed' && log.length === 0)
    return <ErrorNotice error={log.error} title="The log cannot be shown" retry={log.retry} />;
  return (
    <div className={styles.view}>
      <LogToolbar
        {...{ query, search, wraps, follows, onQuery: setQuery, onWrap: setWraps, onFollow: setFollows }}
        status={log.status}
        lines={log.length}
        download={{ href: logPath(executionId, taskId), name: `${taskName}-${taskId.slice(0, 8)}.log` }}
      />
      {failing !== undefined && (
        <p className={styles.failing}>
          <Button size="small" onClick={() => pick(failing + 1)}>
            Line {failing + 1}
          </Button>
          <code>{log.text.plain(failing).trim().slice(0, 300)}</code>
        </p>
      )}
      {log.length > 0 ? (
        <LogLines
          {...{ log, label, wraps, follows, handle }}
          query={query}
          target={target ?? failing}
          current={search.current}
          onFollow={setFollows}
          onPick={pick}
        />
      ) : (
        <Nothing status={log.status} />
      )}
    </div>
  );
}

/** The line that the address names, as `#L42`; picking one names it there. */
function useLineLink(show: (line: number) => void): {
  target: number | undefined;
  pick: (line: number) => void;
} {
  const hash = useRouterState({ select: ({ location }) => location.hash });
  const navigate = useNavigate();
  const number = /^L(\d{1,9})$/.exec(hash)?.[1];
  const pick = (line: number): void => {
    show(line - 1);
    void navigate({ to: '.', search: true, hash: `L${line}`, replace: true, resetScroll: false });
  };
  return { target: number === undefined ? undefined : Number(number) - 1, pick };
}

/** Once the log is there, the line that is asked for is shown; afterwards the reader scrolls. */
function useFirstLook(isWhole: boolean, line: number | undefined, show: (line: number) => void): void {
  const hasLooked = useRef(false);
  const look = useEffectEvent(() => {
    if (line === undefined || hasLooked.current) return;
    hasLooked.current = true;
    show(line);
  });
  useEffect(() => {
    if (isWhole) look();
  }, [isWhole]);
}

function Nothing({ status }: { status: string }): ReactNode {
  if (status === 'loading') return <Skeleton lines={6} label="Loading the log" />;
  return (
    <p className={styles.nothing}>
      {status === 'whole'
        ? 'It wrote no log: a task that calls no station has none.'
        : 'Nothing is written yet; what comes is shown at once.'}
    </p>
  );
}
