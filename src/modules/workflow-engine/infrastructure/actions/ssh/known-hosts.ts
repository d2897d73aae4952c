import { createHmac, timingSafeEqual } from 'node:crypto';

interface Entry {
  readonly marker: string | undefined;
  readonly hosts: string;
  readonly type: string;
  readonly key: Buffer;
}

/** The keys of hosts, as OpenSSH keeps them (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"); certificates are not known. */
export class KnownHosts {
  private readonly entries: readonly Entry[];

  constructor(text: string) {
    this.entries = text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#'))
      .flatMap((line) => entryOf(line));
  }

  /** The types of the keys that are known of the host, e.g. `ssh-ed25519`. */
  typesOf(host: string, port: number): string[] {
    const trusted = this.entriesOf(host, port).filter(({ marker }) => marker === undefined);
    return [...new Set(trusted.map(({ type }) => type))];
  }

  /** Whether the key is the host's, and nobody has revoked it. */
  trusts(host: string, port: number, key: Buffer): boolean {
    const same = this.entriesOf(host, port).filter((entry) => entry.key.equals(key));
    return same.length > 0 && same.every(({ marker }) => marker === undefined);
  }

  private entriesOf(host: string, port: number): Entry[] {
    const name = port === 22 ? host : `[${host}]:${port}`;
    return this.entries.filter(({ hosts }) => isNamed(hosts, name.toLowerCase()));
  }
}

function entryOf(line: string): Entry[] {
  const fields = line.split(/\s+/);
  const marker = fields[0]?.startsWith('@') ? fields.shift() : undefined;
  const [hosts, type, key] = fields;
  if (!hosts || !type || !key || marker === '@cert-authority') return [];
  return [{ marker, hosts, type, key: Buffer.from(key, 'base64') }];
}

function isNamed(hosts: string, name: string): boolean {
  if (hosts.startsWith('|1|')) return isHashOf(hosts, name);
  const patterns = hosts.toLowerCase().split(',');
  if (patterns.some((pattern) => pattern.startsWith('!') && matches(pattern.slice(1), name))) return false;
  return patterns.some((pattern) => matches(pattern, name));
}

/** `|1|salt|hash`: the name, not to be read by whoever gets hold of the file. */
function isHashOf(hashed: string, name: string): boolean {
  const [, , salt = '', hash = ''] = hashed.split('|');
  const expected = Buffer.from(hash, 'base64');
  const actual = createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest();
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

/** `*` and `?` as the shell has them. Walks back to the last `*` only, so that no pattern takes long. */
export function matches(pattern: string, name: string): boolean {
  let [at, from, star, mark] = [0, 0, -1, 0];
  while (from < name.length) {
    if (pattern[at] === '*') {
      star = at++;
      mark = from;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === name[from])) {
      at += 1;
      from += 1;
    } else if (star >= 0) {
      at = star + 1;
      from = ++mark;
    } else return false;
  }
  return [...pattern.slice(at)].every((character) => character === '*');
}
