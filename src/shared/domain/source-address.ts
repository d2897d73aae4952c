import { DomainError } from './domain-error.js';

/** Where a repository is, found harmless: the text can be no option of git's and names no transport helper. */
export interface SourceAddress {
  /** As git is to be given it. */
  readonly href: string;
  /** `https`, `http`, `ssh`, `git` or `file`. */
  readonly protocol: string;
  /** `https://host:port` where a token may be sent; null for the other protocols. */
  readonly origin: string | null;
  /** The user named in the href; null where there is none. */
  readonly user: string | null;
}

const URL_FORM = /^([a-z][a-z0-9+.-]*):\/\//i;
const HELPER_FORM = /^[a-z0-9]+::/i;
/** `[user@]host:path`, with no slash before the colon (gitrevisions: else it is a path). */
const SCP_FORM = /^(?:([\w.+-]+)@)?([a-z0-9][a-z0-9.-]*):(?!\/\/)([^:].*)$/i;
const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9_][a-z0-9_.-]*)$/i;
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const FORBIDDEN = /[\s\x00-\x1f\x7f]|%0[0ad]/i;

/**
 * Reads a plan's `href` and refuses all that git would take for something else than a repository at one of the
 * `allowed` protocols. Throws `invalid` (`source.refused`) with the reason in words.
 */
export function parseSourceAddress(href: string, allowed: readonly string[]): SourceAddress {
  if (href.startsWith('-')) throw refused(href, 'it begins with "-" and would be an option of git');
  if (FORBIDDEN.test(href)) throw refused(href, 'it holds blanks or control characters');
  if (HELPER_FORM.test(href))
    throw refused(href, 'it names a transport helper (ext:: and the like run programs)');
  const address = urlAddress(href) ?? pathAddress(href) ?? scpAddress(href);
  if (!address) throw refused(href, `it is no address of a repository (allowed: ${allowed.join(', ')})`);
  if (!allowed.includes(address.protocol)) {
    throw refused(
      href,
      `the protocol ${address.protocol} is not allowed here (allowed: ${allowed.join(', ')})`,
    );
  }
  return address;
}

function urlAddress(href: string): SourceAddress | undefined {
  const scheme = URL_FORM.exec(href)?.[1]?.toLowerCase();
  if (scheme === undefined) return undefined;
  if (!/^(https?|ssh|git|file)$/.test(scheme)) throw refused(href, `the protocol ${scheme} is not known`);
  const rest = href.slice(scheme.length + 3);
  if (scheme === 'file') return fileAddress(href, rest);
  return networkAddress(href, scheme, rest);
}

/** `file://` has no host: with one, git would look on the network on some systems. */
function fileAddress(href: string, path: string): SourceAddress {
  if (!path.startsWith('/')) throw refused(href, 'a file URL needs an absolute path');
  return { href, protocol: 'file', origin: null, user: null };
}

function networkAddress(href: string, protocol: string, rest: string): SourceAddress {
  const authority = rest.split(/[/?#]/, 1)[0] ?? '';
  const at = authority.lastIndexOf('@');
  const userinfo = at < 0 ? null : authority.slice(0, at);
  const hostAndPort = authority.slice(at + 1);
  if (userinfo?.includes(':')) {
    throw refused(withoutUserinfo(href), 'it holds a password; give that as the repo_token instead');
  }
  if (userinfo !== null && !/^[\w.+-]+$/.test(userinfo))
    throw refused(href, 'its user name has odd characters');
  if (userinfo?.startsWith('-')) throw refused(href, 'its user name begins with "-"');
  const port = /:(\d{1,5})$/.exec(hostAndPort);
  if (!HOST.test(port ? hostAndPort.slice(0, port.index) : hostAndPort))
    throw refused(href, 'its host is no host name');
  const origin = protocol.startsWith('http') ? `${protocol}://${hostAndPort}` : null;
  return { href, protocol, origin, user: userinfo };
}

function pathAddress(href: string): SourceAddress | undefined {
  return href.startsWith('/') ? { href, protocol: 'file', origin: null, user: null } : undefined;
}

function scpAddress(href: string): SourceAddress | undefined {
  const match = SCP_FORM.exec(href);
  if (!match || match[1]?.startsWith('-') || match[3]?.startsWith('-')) return undefined;
  return { href, protocol: 'ssh', origin: null, user: match[1] ?? null };
}

function withoutUserinfo(href: string): string {
  return href.replace(/\/\/[^/]*@/, '//');
}

function refused(href: string, why: string): DomainError {
  return new DomainError(
    'invalid',
    'source.refused',
    `The source ${JSON.stringify(href.slice(0, 200))} is refused: ${why}.`,
  );
}

/** A branch, tag or full ref name; nothing that git reads as an option, a refspec or a revision expression. */
export const REF_NAME =
  /^(?!-|\/|.*(?:\.\.|\/\/|@\{|\/\.|\.lock(?:\/|$)))[^\s~^:?*[\\+\p{Cc}]{1,255}(?<![/.])$/u;

/** A full commit id or an abbreviation of at least 7 digits. */
export const COMMIT_ID = /^[0-9a-f]{7,64}$/i;
