/** `https://host/path`, `ssh://user@host:port/path`, `user@host:path`. */
const FORMS = [/^(?:https?|ssh|git):\/\/[^/]+\/(.+)$/, /^(?:[\w.+-]+@)?[\w.-]+:(?!\/\/)\/?(.+)$/];
const SEGMENT = /^(?!\.{1,2}$)[\w.~-]+$/;

/**
 * Where a host keeps the repository of a plan's `href`: `['team', 'shop']`. Undefined for one that no git host serves (a
 * directory), or whose name would mean something else in a URL.
 */
export function repositoryPath(href: string): readonly string[] | undefined {
  const path = FORMS.map((form) => form.exec(href)?.[1]).find((found) => found !== undefined);
  const segments = path
    ?.replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .split('/');
  return segments && segments.length >= 2 && segments.every((segment) => SEGMENT.test(segment))
    ? segments
    : undefined;
}
