/** Where a page begins; goes into the query of a list. */
export interface PageQuery {
  readonly limit?: number;
  readonly marker?: string;
}

type Page<T> = Promise<{ data?: readonly T[]; response: Response }>;

/**
 * The items of a list, page after page as they are read:
 * `for await (const pipeline of itemsOf((query) => client.GET('/v1/pipelines', { params: { query } })))`.
 */
export async function* itemsOf<T>(page: (query: PageQuery) => Page<T>, pageSize?: number): AsyncGenerator<T> {
  const limit = pageSize === undefined ? {} : { limit: pageSize };
  for (let marker: string | undefined; ;) {
    const { data = [], response } = await page({ ...limit, ...(marker === undefined ? {} : { marker }) });
    yield* data;
    marker = nextMarker(response);
    if (marker === undefined) return;
  }
}

/** Where the next page begins, as the header `Link` says; undefined on the last page. */
export function nextMarker(response: Response): string | undefined {
  const next = /<([^>]*)>\s*;\s*rel="?next"?/.exec(response.headers.get('link') ?? '')?.[1];
  if (next === undefined) return undefined;
  return new URL(next, 'http://solum').searchParams.get('marker') ?? undefined;
}
