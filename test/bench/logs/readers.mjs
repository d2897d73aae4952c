import { createHash } from 'node:crypto';
import { TextDecoder } from 'node:util';
import { SECRET } from './log-service.mjs';

/** What a reader saw: how much, its digest, and whether the secret was in it. */
class Seen {
  bytes = 0;
  leaked = false;
  #hash = createHash('sha256');
  #tail = '';

  /** @param {string} text */
  add(text) {
    this.bytes += Buffer.byteLength(text);
    this.#hash.update(text);
    const joined = this.#tail + text;
    if (joined.includes(SECRET)) this.leaked = true;
    this.#tail = joined.slice(-SECRET.length);
  }

  get digest() {
    return (this.value ??= this.#hash.digest('hex'));
  }
}

/**
 * Reads the log as server-sent events, to its end.
 *
 * @param {string} url
 */
export async function followed(url) {
  const seen = new Seen();
  const decoder = new TextDecoder();
  const { body } = await fetch(url, { headers: { Accept: 'text/event-stream' } });
  let text = '';
  let ended = false;
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      if (block.includes('\nevent: end\n')) ended = true;
      else if (block.includes('\ndata: ')) seen.add(JSON.parse(block.slice(block.indexOf('\ndata: ') + 7)));
    }
  }
  if (!ended) throw new Error(`The stream broke off after ${seen.bytes} bytes.`);
  return seen;
}

/**
 * Reads the log in ranges.
 *
 * @param {string} url
 * @param {number} size
 */
export async function ranged(url, size) {
  const seen = new Seen();
  for (let start = 0; ; start += size) {
    const answer = await fetch(url, { headers: { Range: `bytes=${start}-${start + size - 1}` } });
    if (answer.status === 416) return seen;
    if (answer.status !== 206) throw new Error(`A range was answered with ${answer.status}.`);
    seen.add(await answer.text());
  }
}
