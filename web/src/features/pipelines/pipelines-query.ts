import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { api, pageOf, type Schemas } from '../../shared/api/client.js';

export type ListedPipeline = Schemas['Pipeline'];
export type RecentRun = NonNullable<ListedPipeline['recent_executions']>[number];

const PAGE = 50;
/** As many as a trend shows. */
export const TREND_RUNS = 12;

/** The pipelines by name, with the last runs of each, a page at a time. */
export const pipelinesQuery = (search: string) =>
  infiniteQueryOptions({
    queryKey: ['pipelines', 'list', search],
    queryFn: ({ pageParam, signal }) =>
      pageOf(
        api.GET('/v1/pipelines', {
          signal,
          params: {
            query: {
              limit: PAGE,
              sort: 'name:asc',
              recent_executions: TREND_RUNS,
              ...(search ? { name_contains: search } : {}),
              ...(pageParam ? { marker: pageParam } : {}),
            },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
