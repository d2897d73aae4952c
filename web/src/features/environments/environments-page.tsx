import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Layers } from 'lucide-react';
import type { ReactNode } from 'react';
import { api, pageOf } from '../../shared/api/client.js';
import {
  Button,
  buttonClass,
  EmptyState,
  ErrorNotice,
  Page,
  Skeleton,
  Table,
} from '../../shared/ui/index.js';
import styles from './environments.module.css';
import { StackRow } from './stack-row.js';

const PAGE_SIZE = 25;

/** What runs of each pipeline: its stack as the provider has it now. */
export function EnvironmentsPage(): ReactNode {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['pipelines', 'environments'],
    queryFn: ({ pageParam, signal }) =>
      pageOf(
        api.GET('/v1/pipelines', {
          signal,
          params: {
            query: { sort: 'name:asc', limit: PAGE_SIZE, ...(pageParam === '' ? {} : { marker: pageParam }) },
          },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  const pipelines = data?.pages.flatMap(({ items }) => items);
  return (
    <Page title="Environments">
      {error && <ErrorNotice error={error} retry={() => void refetch()} />}
      {!pipelines && !error && <Skeleton lines={6} label="Loading the environments" />}
      {pipelines?.length === 0 && (
        <EmptyState
          title="Nothing runs here yet"
          icon={<Layers />}
          action={
            <Link to="/pipelines/new" className={buttonClass('primary')}>
              Make a pipeline
            </Link>
          }
        >
          Each pipeline has a stack of its own, and its deploying runs put the application there. This page
          shows each stack’s state and the application’s address.
        </EmptyState>
      )}
      {pipelines && pipelines.length > 0 && (
        <Table label="Environments">
          <thead>
            <tr>
              <th scope="col">Pipeline</th>
              <th scope="col">State</th>
              <th scope="col">Application</th>
              <th scope="col" className={styles.wide}>
                Since
              </th>
            </tr>
          </thead>
          <tbody>
            {pipelines.map((pipeline) => (
              <StackRow key={pipeline.uuid} pipeline={pipeline} />
            ))}
          </tbody>
        </Table>
      )}
      {hasNextPage && (
        <div>
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </Page>
  );
}
