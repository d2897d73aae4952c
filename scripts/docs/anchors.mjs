import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/**
 * Links of a built site to a heading that is not there. (A link to a page that is not there fails the build itself.)
 *
 * @param {string} site
 */
export function brokenAnchors(site) {
  const pages = new Map(
    readdirSync(site, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.html'))
      .map((name) => [name, readFileSync(join(site, name), 'utf8')]),
  );
  return [...pages].flatMap(([name, html]) =>
    anchorsIn(html)
      .filter(([page, anchor]) => !has(pages.get(target(name, page)), anchor))
      .map(([page, anchor]) => `${name} links to ${page}#${anchor}, which is not there.`),
  );
}

/** @param {string} html */
function anchorsIn(html) {
  const links = [...html.matchAll(/<a [^>]*?href="(?!https?:)([^"#]*)#([^"]+)"/g)];
  return links.map(([, page = '', anchor = '']) => [page, decodeURIComponent(anchor)]);
}

/**
 * @param {string} from
 * @param {string} page
 */
function target(from, page) {
  if (page === '') return from;
  const path = page.startsWith('/') ? page.slice(1) : posix.join(posix.dirname(from), page);
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}

/**
 * @param {string | undefined} html
 * @param {string} anchor
 */
function has(html, anchor) {
  return html?.includes(`id="${anchor}"`) ?? false;
}
