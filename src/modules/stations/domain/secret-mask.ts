import { spellings } from './secret-spellings.js';

const MASK = '********';

/** Bytes. Shorter values would blacken ordinary words, and are not hidden. */
export const SHORTEST_SECRET = 4;

/**
 * Replaces secrets, as whole values and however they are spelled, in a stream of bytes, also where a chunk's border goes through one: a tail that could be the
 * beginning of a secret is held back until the next chunk decides.
 */
export class SecretMask {
  private readonly secrets: readonly string[];
  private readonly whole: RegExp | undefined;
  private held = '';

  constructor(secrets: readonly string[]) {
    this.secrets = secrets
      .filter((secret) => Buffer.byteLength(secret) >= SHORTEST_SECRET)
      .flatMap(spellings)
      .filter((spelling) => spelling.length >= SHORTEST_SECRET)
      .sort((a, b) => b.length - a.length);
    if (this.secrets.length > 0) this.whole = new RegExp(this.secrets.map(escaped).join('|'), 'g');
  }

  push(chunk: Buffer): Buffer {
    if (!this.whole) return chunk;
    const text = this.held + chunk.toString('latin1');
    let done = 0;
    let masked = '';
    for (;;) {
      const undecided = this.undecidedFrom(text, done);
      const match = this.firstMatch(text, done);
      if (!match || match.index >= undecided) {
        this.held = text.slice(undecided);
        return Buffer.from(masked + text.slice(done, undecided), 'latin1');
      }
      masked += text.slice(done, match.index) + MASK;
      done = match.index + match[0].length;
    }
  }

  /** The end of the stream: gives out what was held back. */
  flush(): Buffer {
    const rest = this.whole ? this.held.replace(this.whole, MASK) : '';
    this.held = '';
    return Buffer.from(rest, 'latin1');
  }

  private firstMatch(text: string, from: number): RegExpExecArray | null {
    if (!this.whole) return null;
    this.whole.lastIndex = from;
    return this.whole.exec(text);
  }

  /** Where a tail begins that is the beginning of a secret, but not the whole. */
  private undecidedFrom(text: string, from: number): number {
    const longest = this.secrets[0]?.length ?? 0;
    for (let index = Math.max(from, text.length - longest + 1); index < text.length; index += 1) {
      const tail = text.slice(index);
      if (this.secrets.some((secret) => secret.length > tail.length && secret.startsWith(tail))) return index;
    }
    return text.length;
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
