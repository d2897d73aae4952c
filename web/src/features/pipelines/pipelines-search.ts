export interface PipelinesSearch {
  /** Part of a name. */
  readonly q?: string;
}

export function pipelinesSearch({ q }: Record<string, unknown>): PipelinesSearch {
  return typeof q === 'string' && q !== '' ? { q } : {};
}
