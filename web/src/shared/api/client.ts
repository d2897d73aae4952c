import { createSolumClient, nextMarker, SolumError } from '../../../../src/client/index.js';
import { sessionExpired } from './session-expiry.js';

export {
  dataOf,
  itemsOf,
  nextMarker,
  type PageQuery,
  type Schemas,
  SolumError,
  SolumUnreachableError,
  streamOf,
} from '../../../../src/client/index.js';

/** Proves that a request comes from the dashboard's own script: no other site can send it without being asked. */
export const DASHBOARD_HEADER = { 'X-Solum-Dashboard': '1' } as const;

/** The service's API, typed by its own document; made by the session's cookie. */
export const api = createSolumClient({ baseUrl: '', headers: DASHBOARD_HEADER, fetch: fetchWatched });

async function fetchWatched(request: Request): Promise<Response> {
  const response = await fetch(request);
  if (response.status === 401) sessionExpired();
  return response;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** The marker of the page after this one; undefined on the last. */
  readonly next: string | undefined;
}

/** One page of a list, and where the next begins: for `useInfiniteQuery`. */
export async function pageOf<T>(
  request: Promise<{ data?: readonly T[]; response: Response }>,
): Promise<Page<T>> {
  const { data, response } = await request;
  return { items: data ?? [], next: nextMarker(response) };
}

/** What the service says of one field; `pointer` as `/name`. */
export function fieldError(error: unknown, pointer: string): string | undefined {
  if (!(error instanceof SolumError)) return undefined;
  return error.errors.find((each) => each.pointer === pointer)?.detail;
}
