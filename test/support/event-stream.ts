import { createParserStream, ReceivedEvent } from './event-stream-parser.js';

export type { ReceivedEvent };

/** A client of `text/event-stream` that reads only when it is asked to. */
export class EventStream {
  readonly status: number;
  readonly headers: Headers;
  private readonly events: AsyncIterator<ReceivedEvent>;

  private constructor(
    readonly response: Response,
    private readonly abort: AbortController,
  ) {
    this.status = response.status;
    this.headers = response.headers;
    this.events = createParserStream(response)[Symbol.asyncIterator]();
  }

  static async open(url: string, headers: Readonly<Record<string, string>> = {}): Promise<EventStream> {
    const abort = new AbortController();
    const response = await fetch(url, {
      headers: { Accept: 'text/event-stream', ...headers },
      signal: abort.signal,
    });
    return new EventStream(response, abort);
  }

  /** Undefined where the stream has ended. */
  async next(): Promise<ReceivedEvent | undefined> {
    const { done, value } = await this.events.next();
    return done ? undefined : value;
  }

  /** Everything up to and with the first event that will do; all there is where none does. */
  async until(wanted: (event: ReceivedEvent) => boolean): Promise<ReceivedEvent[]> {
    const seen: ReceivedEvent[] = [];
    for (let event = await this.next(); event; event = await this.next()) {
      seen.push(event);
      if (wanted(event)) break;
    }
    return seen;
  }

  /** Everything to the end of the stream. */
  rest(): Promise<ReceivedEvent[]> {
    return this.until(() => false);
  }

  close(): void {
    this.abort.abort();
  }
}

/** What the events of a log say together. */
export function logText(events: readonly ReceivedEvent[]): string {
  return events
    .filter(({ event }) => event === 'log')
    .map(({ data }) => String(data))
    .join('');
}
