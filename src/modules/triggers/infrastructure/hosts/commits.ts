import { z } from 'zod';
import { ChangedPaths, UNKNOWN_PATHS } from '../../domain/webhook-event.js';

const paths = z.array(z.string()).nullish();

/** A commit as GitHub, GitLab and Gitea list it in a push. */
export const pushedCommit = z.object({
  id: z.string().nullish(),
  message: z.string().nullish(),
  added: paths,
  modified: paths,
  removed: paths,
});
export type PushedCommit = z.infer<typeof pushedCommit>;

/** Compared with the patterns of a filter while the host waits for its answer. */
const MOST_PATHS = 5000;

/** `complete` is whether these are all commits of the push; one that lists no files makes it incomplete too. */
export function changedPaths(
  commits: readonly PushedCommit[] | null | undefined,
  complete: boolean,
): ChangedPaths {
  if (!commits || commits.length === 0) return UNKNOWN_PATHS;
  const lists = commits.flatMap(({ added, modified, removed }) => [added, modified, removed]);
  const known = lists.filter((list) => list !== null && list !== undefined);
  const limited = limitedPaths(known.flat());
  return { ...limited, complete: limited.complete && complete && known.length === lists.length };
}

export function limitedPaths(paths: readonly string[]): ChangedPaths {
  const different = [...new Set(paths)];
  return { paths: different.slice(0, MOST_PATHS), complete: different.length <= MOST_PATHS };
}
