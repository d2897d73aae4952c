import { SolumError, SolumUnreachableError } from './solum-error.js';

/** A server-sent event; its data is JSON. */
export interface StreamedEvent {
  /** To go on after it. */
  readonly id: string | undefined;
  readonly event: string;
  readonly data: unknown;
}

export interface FollowOptions {
  /** Ends it. */
  readonly signal?: AbortSignal;
  /** Goes on after this event; absent: where the stream begins of itself. */
  readonly lastEventId?: string;
  /** Told when the connection is lost, before it is made again. */
  readonly onLost?: (error: Error) => void;
}

type Open = (options: {
  headers: Record<string, string>;
  parseAs: 'stream';
  signal: AbortSignal;
}) => Promise<{ data?: unknown }>;

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
/** The service says something every 15 seconds: after three times nothing, the connection is dead. */
const SILENCE_MS = 45_000;

/**
 * Follows a stream over every loss of the connection, until its event `end`, which is the last one that it gives:
 * `followEvents((stream) => client.GET('/v1/executions/{execution_id}/events', { params, ...stream }))`.
 * Throws where the service refuses it for good.
 */
export async function* followEvents(open: Open, options: FollowOptions = {}): AsyncGenerator<StreamedEvent> {
  const { signal, onLost } = options;
  let { lastEventId } = options;
  for (let losses = 0; !signal?.aborted; losses++) {
    const connection = new AbortController();
    const stop = () => connection.abort();
    signal?.addEventListener('abort', stop, { once: true });
    let pause = Math.min(FIRST_PAUSE_MS * 2 ** losses, LONGEST_PAUSE_MS);
    try {
      const headers = {
        Accept: 'text/event-stream',
        ...(lastEventId ? { 'Last-Event-ID': lastEventId } : {}),
      };
      const { data } = await open({ headers, parseAs: 'stream', signal: connection.signal });
      for await (const event of eventsIn(data as ReadableStream<Uint8Array>)) {
        losses = 0;
        lastEventId = event.id ?? lastEventId;
        yield event;
        if (event.event === 'end') return;
      }
      pause = FIRST_PAUSE_MS;
    } catch (error) {
      if (signal?.aborted) return;
      if (!passes(error)) throw error;
      if (error instanceof SolumError && error.retryAfter !== null) pause = error.retryAfter * 1000;
      onLost?.(error);
    } finally {
      signal?.removeEventListener('abort', stop);
      connection.abort();
    }
    await rest(pause, signal);
  }
}

/** Whether a stream that failed so is worth another try. */
function passes(error: unknown): error is Error {
  if (error instanceof SolumError) return error.status === 429 || error.status >= 500;
  return (
    error instanceof SolumUnreachableError || error instanceof ConnectionLost || error instanceof TypeError
  );
}

class ConnectionLost extends Error {}

async function* eventsIn(stream: ReadableStream<Uint8Array>): AsyncGenerator<StreamedEvent> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await withinSilence(reader.read());
    if (done) return;
    const blocks = (rest + decoder.decode(value, { stream: true })).split(/\r?\n\r?\n/);
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = eventOf(block);
      if (event) yield event;
    }
  }
}

function eventOf(block: string): StreamedEvent | undefined {
  const fields = new Map<string, string[]>();
  for (const line of block.split(/\r?\n/)) {
    const [, name = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? [];
    fields.set(name, [...(fields.get(name) ?? []), value]);
  }
  const data = fields.get('data');
  if (!data) return undefined;
  return {
    id: fields.get('id')?.at(-1),
    event: fields.get('event')?.at(-1) ?? 'message',
    data: JSON.parse(data.join('\n')),
  };
}

async function withinSilence<T>(read: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ConnectionLost('Nothing comes from the service.')), SILENCE_MS);
  });
  try {
    return await Promise.race([read, silence]);
  } catch (error) {
    throw error instanceof ConnectionLost
      ? error
      : new ConnectionLost('The connection broke.', { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

async function rest(ms: number, signal: AbortSignal | undefined): Promise<void> {
  if (signal?.aborted) return;
  await new Promise<void>((resolve) => {
    const over = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', over);
      resolve();
    };
    const timer = setTimeout(over, ms);
    signal?.addEventListener('abort', over, { once: true });
  });
}
