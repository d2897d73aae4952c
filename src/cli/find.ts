import { dataOf, itemsOf, type Schemas, type SolumClient, SolumError } from '../client/index.js';
import { isUuid } from '../shared/domain/ids.js';
import { notFound, usageError } from './exit-code.js';

interface Named {
  readonly uuid: string;
  readonly name: string;
}

export function findPipeline(client: SolumClient, nameOrId: string): Promise<Schemas['Pipeline']> {
  return find('pipeline', nameOrId, {
    byId: (pipeline_id) =>
      dataOf(client.GET('/v1/pipelines/{pipeline_id}', { params: { path: { pipeline_id } } })),
    byName: (name) =>
      itemsOf((page) => client.GET('/v1/pipelines', { params: { query: { ...page, name } } })),
  });
}

export function findPlan(client: SolumClient, nameOrId: string): Promise<Schemas['Plan']> {
  return find('plan', nameOrId.replace(/^.*\/v1\/plans\//, ''), {
    byId: (plan_id) => dataOf(client.GET('/v1/plans/{plan_id}', { params: { path: { plan_id } } })),
    byName: (name) => itemsOf((page) => client.GET('/v1/plans', { params: { query: { ...page, name } } })),
  });
}

/** An execution by its id, or the last one of the pipeline that is named. */
export async function findExecution(
  client: SolumClient,
  idOrPipeline: string,
): Promise<Schemas['Execution']> {
  const execution = (execution_id: string) =>
    dataOf(client.GET('/v1/executions/{execution_id}', { params: { path: { execution_id } } }));
  if (isUuid(idOrPipeline)) {
    const found = await unlessGone(execution(idOrPipeline));
    if (found) return found;
  }
  const pipeline = await findPipeline(client, idOrPipeline).catch((error: unknown) => {
    if (!isGone(error) || !isUuid(idOrPipeline)) throw error;
    throw notFound(`There is no execution, and no pipeline, ${idOrPipeline} here.`);
  });
  if (pipeline.last_execution === null) throw notFound(`The pipeline ${pipeline.name} has not run yet.`);
  return execution(pipeline.last_execution);
}

async function find<T extends Named>(
  kind: string,
  nameOrId: string,
  ways: { byId: (id: string) => Promise<T>; byName: (name: string) => AsyncIterable<T> },
): Promise<T> {
  if (nameOrId === '') throw usageError(`Which ${kind}? Its name or its id is needed.`);
  if (isUuid(nameOrId)) {
    const found = await unlessGone(ways.byId(nameOrId));
    if (found) return found;
  }
  const found: T[] = [];
  for await (const item of ways.byName(nameOrId)) found.push(item);
  const [only, ...others] = found;
  if (!only) throw notFound(`There is no ${kind} ${nameOrId} here.`);
  if (others.length === 0) return only;
  const ids = found.map(({ uuid }) => `  ${uuid}`).join('\n');
  throw usageError(`${found.length} ${kind}s are named ${nameOrId}; say which by its id:\n${ids}`);
}

const isGone = (error: unknown): boolean =>
  (error instanceof SolumError && error.status === 404) || (error as { exitCode?: number }).exitCode === 3;

async function unlessGone<T>(request: Promise<T>): Promise<T | undefined> {
  return request.catch((error: unknown) => {
    if (isGone(error)) return undefined;
    throw error;
  });
}
