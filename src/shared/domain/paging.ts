export interface SortKey {
  readonly key: string;
  readonly direction: 'asc' | 'desc';
}

/** One page of a list, asked for as the API-SIG guideline on pagination says. */
export interface PageRequest {
  /** Most items wanted. */
  readonly limit: number;
  /** Id of the last item of the page before; undefined for the first page. */
  readonly marker: string | undefined;
  readonly sort: SortKey;
  /** Equality by field. */
  readonly filters: Readonly<Record<string, string>>;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Whether more items follow. */
  readonly more: boolean;
}
