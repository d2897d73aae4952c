import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { followEvents, type FollowOptions, type StreamedEvent } from './event-stream.js';
import { SolumError } from './solum-error.js';

type Connection = Uint8Array[] | Error;

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const event = (id: number, data: unknown, name = 'log'): string =>
  `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
const END = bytes(event(9, {}, 'end'));
const CUT = bytes('id: 8\nevent: lo');

const refusal = (status: number, retryAfter: number | null = null): SolumError =>
  new SolumError('no', { status, code: `http.${status}`, retryAfter });

/** A service that answers each connection in turn; what is missing at its end, the connection breaks off there. */
function service(...connections: Connection[]) {
  const asked: (string | undefined)[] = [];
  const open = async ({ headers }: { headers: Record<string, string> }) => {
    asked.push(headers['Last-Event-ID']);
    const next = connections.shift() ?? [];
    if (next instanceof Error) throw next;
    const breaks = next.at(-1) === CUT;
    const data = new ReadableStream<Uint8Array>({
      pull(controller) {
        const chunk = next.shift();
        if (chunk) controller.enqueue(chunk);
        else if (breaks) controller.error(new TypeError('terminated'));
        else controller.close();
      },
    });
    return { data };
  };
  return { open, asked };
}

async function all(
  open: Parameters<typeof followEvents>[0],
  options?: FollowOptions,
): Promise<StreamedEvent[]> {
  const found: StreamedEvent[] = [];
  for await (const each of followEvents(open, options)) found.push(each);
  return found;
}

/** The same, whose pauses pass at once. */
async function allInNoTime(...args: Parameters<typeof all>): Promise<StreamedEvent[]> {
  const reading = all(...args);
  reading.catch(() => undefined);
  await jest.runAllTimersAsync();
  return reading;
}

beforeEach(() => void jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] }));
afterEach(() => void jest.useRealTimers());

describe('a stream that is followed', () => {
  it('gives the same events however its bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 }),
        fc.nat(),
        async (texts, seed) => {
          const whole = bytes(texts.map((text, at) => event(at, text)).join('') + event(9, {}, 'end'));
          const length = 1 + (seed % 7);
          const chunks = Array.from({ length: Math.ceil(whole.length / length) }, (_, at) =>
            whole.slice(at * length, (at + 1) * length),
          );
          const found = await all(service(chunks).open);
          expect(found.slice(0, -1).map(({ id, data }) => [id, data])).toEqual(
            texts.map((text, at) => [String(at), text]),
          );
        },
      ),
      { numRuns: 50 },
    );
  });

  it('goes on behind the last event that came, wherever the connection breaks, and says so', async () => {
    const { open, asked } = service(
      [bytes(event(1, 'a') + event(2, 'b')), CUT],
      [bytes(event(3, 'c'))],
      [END],
    );
    const lost: string[] = [];
    const found = await allInNoTime(open, { onLost: ({ message }) => lost.push(message) });
    expect(found.map(({ data }) => data)).toEqual(['a', 'b', 'c', {}]);
    expect(asked).toEqual([undefined, '2', '3']);
    expect(lost).toEqual(['The connection broke.']);
  });

  it('asks again where the service is away, not before it says', async () => {
    const { open, asked } = service(refusal(503, 7), [END]);
    const reading = all(open);
    await jest.advanceTimersByTimeAsync(6_900);
    expect(asked).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(200);
    expect((await reading).map(({ event: name }) => name)).toEqual(['end']);
  });

  it('is given up where the service refuses it', async () => {
    const { open, asked } = service(refusal(404));
    await expect(allInNoTime(open)).rejects.toMatchObject({ status: 404 });
    expect(asked).toHaveLength(1);
  });

  it('is taken for dead after a long silence', async () => {
    const silent = { data: new ReadableStream<Uint8Array>({}) };
    const { open, asked } = service([END]);
    let first = true;
    const found = await allInNoTime((options) => {
      if (!first) return open(options);
      first = false;
      return Promise.resolve(silent);
    });
    expect(found.map(({ event: name }) => name)).toEqual(['end']);
    expect(asked).toHaveLength(1);
  });

  it('ends when its reader leaves', async () => {
    const leaving = new AbortController();
    const reading = all(() => Promise.resolve({ data: new ReadableStream<Uint8Array>({}) }), {
      signal: leaving.signal,
    });
    leaving.abort();
    await jest.runAllTimersAsync();
    expect(await reading).toEqual([]);
  });
});
