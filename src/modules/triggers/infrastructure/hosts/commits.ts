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

/** `complete` is whether these are all commits of the push; one that lists no files makes it incomplete too. */
export function changedPaths(
  commits: readonly PushedCommit[] | null | undefined,
  complete: boolean,
): ChangedPaths {
  if (!commits || commits.length === 0) return UNKNOWN_PATHS;
  const lists = commits.flatMap(({ added, modified, removed }) => [added, modified, removed]);
  const known = lists.filter((list) => list !== null && list !== undefined);
  return { paths: known.flat(), complete: complete && known.length === lists.length };
}
