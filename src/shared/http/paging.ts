import { DomainError } from '../domain/domain-error.js';
import { isUuid } from '../domain/ids.js';
import { Page, PageRequest, SortKey } from '../domain/paging.js';

export interface ListOptions {
  readonly maxPageSize: number;
  readonly sortKeys: readonly string[];
  readonly filters: readonly string[];
  readonly defaultSort?: SortKey;
}

const NEWEST_FIRST: SortKey = { key: 'created_at', direction: 'desc' };

/** Reads `limit`, `marker`, `sort=key:dir` and the filters; refuses every other parameter by name. */
export function pageRequest(query: Readonly<Record<string, unknown>>, options: ListOptions): PageRequest {
  const filters: Record<string, string> = {};
  let limit = options.maxPageSize;
  let marker: string | undefined;
  let sort = options.defaultSort ?? NEWEST_FIRST;
  for (const [name, value] of Object.entries(query)) {
    const text = single(name, value);
    if (name === 'limit') limit = Math.min(parseLimit(text), options.maxPageSize);
    else if (name === 'marker') marker = parseMarker(text);
    else if (name === 'sort') sort = parseSort(text, options.sortKeys);
    else if (options.filters.includes(name)) filters[name] = text;
    else
      throw refused(
        name,
        `is not known here; known are ${['limit', 'marker', 'sort', ...options.filters].join(', ')}`,
      );
  }
  return { limit, marker, sort, filters };
}

/** The `Link` header to the next page (RFC 8288); undefined on the last one. */
export function nextLink(
  path: string,
  query: Readonly<Record<string, unknown>>,
  page: Page<{ id: string }>,
): string | undefined {
  const last = page.items.at(-1);
  if (!page.more || !last) return undefined;
  const parameters = new URLSearchParams(query as Record<string, string>);
  parameters.set('marker', last.id);
  return `<${path}?${parameters.toString()}>; rel="next"`;
}

function single(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw refused(name, 'may be given once');
}

function parseLimit(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw refused('limit', 'must be a whole number of at least 1');
}

function parseMarker(text: string): string {
  if (isUuid(text)) return text;
  throw refused('marker', 'must be the id of the last item of the page before');
}

function parseSort(text: string, keys: readonly string[]): SortKey {
  const [key = '', direction = 'asc', ...rest] = text.split(':');
  if (rest.length === 0 && keys.includes(key) && (direction === 'asc' || direction === 'desc'))
    return { key, direction };
  throw refused('sort', `must be one of ${keys.join(', ')}, with :asc or :desc behind it`);
}

function refused(name: string, detail: string): DomainError {
  return DomainError.invalidField(
    'query.invalid',
    `/${name.slice(0, 100)}`,
    `The query parameter ${name.slice(0, 100)} ${detail}.`,
  );
}
