import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { logEvents } from './log-events.js';

async function eventsOf(pieces: readonly Buffer[], start = 0) {
  async function* source() {
    yield* pieces;
  }
  const events = [];
  for await (const event of logEvents(source(), start)) events.push(event);
  return events;
}

function cut(bytes: Buffer, borders: readonly number[]): Buffer[] {
  const at = [...borders.map((border) => border % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return at.map((end, index) => bytes.subarray(at[index - 1] ?? 0, end));
}

describe('a log as events', () => {
  it('keeps every character whole, wherever the pieces of the log begin and end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.array(fc.nat()), async (text, borders) => {
        const bytes = Buffer.from(text);
        const events = await eventsOf(cut(bytes, borders));
        const log = events.filter(({ event }) => event === 'log');
        expect(log.map(({ data }) => data).join('')).toBe(text);
        for (const { id } of log) expect(bytes.subarray(0, Number(id)).toString()).not.toContain('\ufffd');
        expect(events.at(-1)).toEqual({
          id: String(bytes.length),
          event: 'end',
          data: { size: bytes.length },
        });
      }),
    );
  });

  it('counts bytes that are no text as they are, whatever they are shown as', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(), fc.array(fc.nat()), async (bytes, borders) => {
        const events = await eventsOf(cut(Buffer.from(bytes), borders));
        expect(events.at(-1)?.id).toBe(String(bytes.length));
      }),
    );
  });

  it('goes on at any id as if it had never stopped', async () => {
    const bytes = Buffer.from('naïve 🚀 café\r\n\u001b[31mred\u001b[0m');
    const pieces = cut(bytes, [3, 8, 9, 10, 15]);
    const whole = (await eventsOf(pieces)).filter(({ event }) => event === 'log');
    for (const { id } of whole) {
      const start = Number(id);
      const before = whole.filter((event) => Number(event.id) <= start);
      const after = await eventsOf([bytes.subarray(start)], start);
      const text = [...before, ...after.filter(({ event }) => event === 'log')].map(({ data }) => data);
      expect(text.join('')).toBe(bytes.toString());
    }
  });

  it('shows half a character that nothing follows as such', async () => {
    const events = await eventsOf([Buffer.from('é').subarray(0, 1)]);
    expect(events.map(({ data }) => data)).toEqual(['\ufffd', { size: 1 }]);
  });
});
