import type { Execution, Task } from './run-queries.js';

/** What a browser may be led to: no address of another kind comes out of a workbook. */
function webAddress(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const url = URL.parse(value);
  return url && ['http:', 'https:'].includes(url.protocol) && !url.username ? url.href : undefined;
}

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

/** Where the application answers that a run has deployed, as its output says. */
export const applicationUrl = ({ state, outputs }: Execution): string | undefined =>
  state === 'SUCCESS' ? webAddress(outputs.url) : undefined;

/** Where a task's stack answers. */
export const stackUrl = ({ result }: Task): string | undefined =>
  webAddress(member(member(result, 'stack'), 'url'));

/** The commit on the git host's own page; hosts that are not asked over HTTP have none. */
export function sourceOf({ inputs }: Execution, commit: string): string | undefined {
  const repository = webAddress(member(inputs.source, 'href'));
  return repository && `${repository.replace(/(\.git)?\/*$/, '')}/commit/${commit}`;
}
