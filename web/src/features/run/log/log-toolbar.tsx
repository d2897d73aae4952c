import { ArrowDown, ArrowUp, Download, Search } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Button, buttonClass } from '../../../shared/ui/index.js';
import styles from './log.module.css';
import type { LogStatus } from './task-log.js';
import type { SearchState } from './use-log-search.js';

const WORDS: Readonly<Record<LogStatus, string>> = {
  loading: 'Loading …',
  live: 'Live',
  away: 'Reconnecting …',
  whole: '',
  failed: 'Broken off',
};

interface LogToolbarProps {
  readonly query: string;
  readonly search: SearchState;
  readonly wraps: boolean;
  readonly follows: boolean;
  readonly status: LogStatus;
  readonly lines: number;
  readonly download: { readonly href: string; readonly name: string };
  readonly onQuery: (query: string) => void;
  readonly onWrap: (wraps: boolean) => void;
  readonly onFollow: (follows: boolean) => void;
}

export function LogToolbar(props: LogToolbarProps): ReactNode {
  const { wraps, follows, status, lines, download, onWrap, onFollow } = props;
  return (
    <div className={styles.toolbar} role="toolbar" aria-label="Log">
      <SearchField {...props} />
      <span className={styles.status} role="status">
        {WORDS[status]}
      </span>
      <span className={styles.size}>
        {lines.toLocaleString('en')} {lines === 1 ? 'line' : 'lines'}
      </span>
      {status !== 'whole' && (
        <Toggle pressed={follows} onChange={onFollow}>
          Follow
        </Toggle>
      )}
      <Toggle pressed={wraps} onChange={onWrap}>
        Wrap
      </Toggle>
      <a className={buttonClass('quiet', 'small')} href={download.href} download={download.name}>
        <Download aria-hidden="true" />
        Download
      </a>
    </div>
  );
}

function SearchField({ query, search, onQuery }: LogToolbarProps): ReactNode {
  const { count, place, step } = search;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
    if (event.key === 'Escape') onQuery('');
  };
  const none = query === '' || count === 0;
  return (
    <div className={styles.search}>
      <Search aria-hidden="true" />
      <input
        type="search"
        aria-label="Search the log"
        placeholder="Search"
        value={query}
        onChange={({ target }) => onQuery(target.value)}
        onKeyDown={onKeyDown}
      />
      <span role="status" className={styles.found}>
        {query === ''
          ? ''
          : place > 0
            ? `${place} of ${count} lines`
            : `${count} ${count === 1 ? 'line' : 'lines'}`}
      </span>
      <Button
        size="small"
        variant="quiet"
        icon={<ArrowUp />}
        aria-label="Previous"
        disabled={none}
        onClick={() => step(-1)}
      />
      <Button
        size="small"
        variant="quiet"
        icon={<ArrowDown />}
        aria-label="Next"
        disabled={none}
        onClick={() => step(1)}
      />
    </div>
  );
}

function Toggle({
  pressed,
  onChange,
  children,
}: {
  pressed: boolean;
  onChange: (pressed: boolean) => void;
  children: ReactNode;
}): ReactNode {
  return (
    <Button
      size="small"
      variant="quiet"
      className={styles.toggle}
      aria-pressed={pressed}
      onClick={() => onChange(!pressed)}
    >
      {children}
    </Button>
  );
}
