import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, dataOf, pageOf } from '../../shared/api/client.js';

const STAGES = 15;
const DELIVERIES = 25;

const of = (pipelineId: string) => ({ path: { pipeline_id: pipelineId } });
const paged = (limit: number, marker: string | undefined) => ({ limit, ...(marker ? { marker } : {}) });

export const pipelineQuery = (pipelineId: string) =>
  queryOptions({
    queryKey: ['pipelines', pipelineId],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/pipelines/{pipeline_id}', { params: of(pipelineId), signal })),
  });

export const stagesQuery = (pipelineId: string) =>
  infiniteQueryOptions({
    queryKey: ['pipelines', pipelineId, 'stages'],
    queryFn: ({ pageParam, signal }) =>
      pageOf(
        api.GET('/v1/pipelines/{pipeline_id}/stages', {
          params: { ...of(pipelineId), query: paged(STAGES, pageParam) },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });

export const deliveriesQuery = (pipelineId: string) =>
  infiniteQueryOptions({
    queryKey: ['pipelines', pipelineId, 'deliveries'],
    queryFn: ({ pageParam, signal }) =>
      pageOf(
        api.GET('/v1/pipelines/{pipeline_id}/deliveries', {
          params: { ...of(pipelineId), query: paged(DELIVERIES, pageParam) },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });

export const delegationQuery = (pipelineId: string) =>
  queryOptions({
    queryKey: ['pipelines', pipelineId, 'delegation'],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/pipelines/{pipeline_id}/delegation', { params: of(pipelineId), signal })),
  });

export const triggerQuery = (pipelineId: string) =>
  queryOptions({
    queryKey: ['pipelines', pipelineId, 'trigger'],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/pipelines/{pipeline_id}/trigger', { params: of(pipelineId), signal })),
  });

export const schedulesQuery = (pipelineId: string) =>
  queryOptions({
    queryKey: ['pipelines', pipelineId, 'schedules'],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/pipelines/{pipeline_id}/schedules', { params: of(pipelineId), signal })),
  });
