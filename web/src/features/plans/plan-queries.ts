import { queryOptions } from '@tanstack/react-query';
import { api, dataOf, itemsOf, type PageQuery, type Schemas } from '../../shared/api/client.js';

/** A plan goes as YAML, so that the service can say the line of what is wrong; its answer is JSON all the same. */
const AS_YAML = {
  headers: { 'Content-Type': 'application/x-yaml', Accept: 'application/json' },
  bodySerializer: (body: unknown) => body as string,
};
const bodyOf = (text: string): Schemas['PlanRequest'] => text as unknown as Schemas['PlanRequest'];

/** All of them, over the pages of the list. */
export const plansQuery = queryOptions({
  queryKey: ['plans'],
  queryFn: async ({ signal }) => {
    const plans: Schemas['Plan'][] = [];
    const sorted = { sort: 'name:asc' };
    const page = (query: PageQuery) =>
      api.GET('/v1/plans', { signal, params: { query: { ...sorted, ...query } } });
    for await (const plan of itemsOf(page)) plans.push(plan);
    return plans;
  },
});

export const planQuery = (id: string) =>
  queryOptions({
    queryKey: ['plans', id],
    queryFn: async ({ signal }) => {
      const answer = await api.GET('/v1/plans/{plan_id}', { signal, params: { path: { plan_id: id } } });
      return { plan: answer.data as Schemas['Plan'], etag: answer.response.headers.get('etag') ?? '' };
    },
  });

export const planVerdictQuery = (text: string) =>
  queryOptions({
    queryKey: ['plan verdict', text],
    queryFn: ({ signal }) =>
      dataOf(api.POST('/v1/plans/validate', { ...AS_YAML, signal, body: bodyOf(text) })),
    gcTime: 0,
  });

export const createPlan = (text: string): Promise<Schemas['Plan']> =>
  dataOf(api.POST('/v1/plans', { ...AS_YAML, body: bodyOf(text) }));

/** Based on the version that `etag` names; absent: on whatever is there. */
export const replacePlan = (id: string, text: string, etag?: string): Promise<Schemas['Plan']> =>
  dataOf(
    api.PUT('/v1/plans/{plan_id}', {
      ...AS_YAML,
      headers: { ...AS_YAML.headers, ...(etag ? { 'If-Match': etag } : {}) },
      params: { path: { plan_id: id } },
      body: bodyOf(text),
    }),
  );

export const deletePlan = async (id: string): Promise<void> => {
  await api.DELETE('/v1/plans/{plan_id}', { params: { path: { plan_id: id } } });
};
