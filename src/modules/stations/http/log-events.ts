import type { ServerSentEvent } from '../../../shared/http/event-streams.js';

/**
 * The pieces of a log as events of whole characters: what a border cuts is held back until the rest of it comes. The id is
 * the offset behind the event's last byte. Bytes that are no UTF-8 become U+FFFD; the offsets count them as they are.
 */
export async function* logEvents(
  pieces: AsyncIterable<Buffer>,
  start: number,
): AsyncGenerator<ServerSentEvent> {
  let held: Buffer = Buffer.alloc(0);
  let offset = start;
  for await (const piece of pieces) {
    const bytes = held.length === 0 ? piece : Buffer.concat([held, piece]);
    const whole = bytes.length - unfinished(bytes);
    held = Buffer.from(bytes.subarray(whole));
    offset += whole;
    if (whole > 0) yield logEvent(bytes.subarray(0, whole), offset);
  }
  offset += held.length;
  if (held.length > 0) yield logEvent(held, offset);
  yield { id: String(offset), event: 'end', data: { size: offset } };
}

function logEvent(bytes: Buffer, end: number): ServerSentEvent {
  return { id: String(end), event: 'log', data: bytes.toString('utf8') };
}

/** How many bytes at the end begin a character that they do not finish: 0 to 3. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return lengthOf(byte) > back ? back : 0;
  }
  return 0;
}

/** Of the character that this byte begins. */
function lengthOf(byte: number): number {
  if (byte >= 0xf0) return 4;
  return byte >= 0xe0 ? 3 : 2;
}
