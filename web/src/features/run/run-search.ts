export interface RunSearch {
  /** Name of the task whose log is shown. */
  readonly task?: string;
}

export function runSearch({ task }: Record<string, unknown>): RunSearch {
  return typeof task === 'string' ? { task } : {};
}
