import { queryOptions } from '@tanstack/react-query';
import { api, dataOf, type Schemas } from '../../shared/api/client.js';

export type Execution = Schemas['Execution'];
export type Task = Schemas['Task'];
export type Action = Schemas['ExecutionAction'];
export type Graph = Schemas['ExecutionGraph'];
export type RunWorkflow = Graph['workflows'][number];

/** Of everything that is asked about a run and that its events make old. */
export const runKey = (id: string) => ['executions', id] as const;

const of = (id: string) => ({ params: { path: { execution_id: id } } });

export const executionQuery = (id: string) =>
  queryOptions({
    queryKey: runKey(id),
    queryFn: () => dataOf(api.GET('/v1/executions/{execution_id}', of(id))),
  });

export const tasksQuery = (id: string) =>
  queryOptions({
    queryKey: [...runKey(id), 'tasks'],
    queryFn: () => dataOf(api.GET('/v1/executions/{execution_id}/tasks', of(id))),
  });

export const actionsQuery = (id: string) =>
  queryOptions({
    queryKey: [...runKey(id), 'actions'],
    queryFn: () => dataOf(api.GET('/v1/executions/{execution_id}/actions', of(id))),
  });

/** Never changes for one definition. */
export const graphQuery = (id: string, digest: string | null) =>
  queryOptions({
    queryKey: ['execution-graph', id, digest],
    queryFn: () => dataOf(api.GET('/v1/executions/{execution_id}/graph', of(id))),
    staleTime: digest === null ? 0 : Infinity,
  });

export const pipelineQuery = (id: string) =>
  queryOptions({
    queryKey: ['pipelines', id],
    queryFn: () => dataOf(api.GET('/v1/pipelines/{pipeline_id}', { params: { path: { pipeline_id: id } } })),
  });

export const isOver = ({ state }: Execution): boolean => ['SUCCESS', 'ERROR', 'CANCELLED'].includes(state);
