import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Plus, Search, Workflow } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useRefreshOnEvents } from '../../shared/live/refresh.js';
import { Button, buttonClass, EmptyState, ErrorNotice, Page, Skeleton } from '../../shared/ui/index.js';
import { PipelinesTable } from './pipelines-table.js';
import { pipelinesQuery } from './pipelines-query.js';
import styles from './pipelines-page.module.css';

const TYPING_MS = 250;

export function PipelinesPage(): ReactNode {
  const { q = '' } = useSearch({ from: '/pipelines' });
  const list = useInfiniteQuery(pipelinesQuery(q));
  const client = useQueryClient();
  useRefreshOnEvents(
    ({ type }) => type.startsWith('execution.'),
    () => client.invalidateQueries({ queryKey: ['pipelines', 'list'] }),
  );
  const pipelines = list.data?.pages.flatMap(({ items }) => items);
  const isEmpty = pipelines?.length === 0;
  return (
    <Page title="Pipelines" actions={!(isEmpty && q === '') && <CreateLink />}>
      {!(isEmpty && q === '') && <SearchField initial={q} />}
      {list.error && <ErrorNotice error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && <Skeleton lines={8} label="Loading the pipelines" />}
      {isEmpty && (q === '' ? <FirstPipeline /> : <NothingFound text={q} />)}
      {pipelines && pipelines.length > 0 && <PipelinesTable pipelines={pipelines} />}
      {list.hasNextPage && (
        <div className={styles.more}>
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more pipelines
          </Button>
        </div>
      )}
    </Page>
  );
}

function CreateLink(): ReactNode {
  return (
    <Link to="/pipelines/new" className={buttonClass('primary')}>
      <Plus aria-hidden="true" />
      New pipeline
    </Link>
  );
}

/** What is typed is looked for a moment later, and stands in the address. */
function SearchField({ initial }: { initial: string }): ReactNode {
  const [text, setText] = useState(initial);
  const navigate = useNavigate();
  useEffect(() => {
    if (text === initial) return undefined;
    const search = text === '' ? {} : { q: text };
    const timer = window.setTimeout(
      () => void navigate({ to: '/pipelines', search, replace: true }),
      TYPING_MS,
    );
    return () => window.clearTimeout(timer);
  }, [text, initial, navigate]);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      event.preventDefault();
      field.current?.focus();
    };
    document.addEventListener('keydown', focus);
    return () => document.removeEventListener('keydown', focus);
  }, []);
  return (
    <search className={styles.search}>
      <Search aria-hidden="true" />
      <input
        ref={field}
        type="search"
        id="search"
        aria-label="Search"
        aria-keyshortcuts="/"
        placeholder="Search by name"
        maxLength={100}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
    </search>
  );
}

/** Whether the key is a letter of what somebody writes, or an answer to an open dialog. */
function isTyping({ target }: KeyboardEvent): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, [contenteditable], dialog, [role=dialog]') !== null
  );
}

function FirstPipeline(): ReactNode {
  return (
    <EmptyState title="No pipeline yet" icon={<Workflow />} action={<CreateLink />}>
      A pipeline ties three things together: a plan that says where your source is and how to build it, a
      workbook that says which tasks run in which order, and a webhook. Each push is then tested, built and
      deployed.
    </EmptyState>
  );
}

function NothingFound({ text }: { text: string }): ReactNode {
  return (
    <EmptyState
      title="No pipeline has this in its name"
      action={
        <Link to="/pipelines" className={buttonClass()} reloadDocument>
          Show all pipelines
        </Link>
      }
    >
      You searched for “{text}” in this project.
    </EmptyState>
  );
}
