import { followEvents } from '../../../../../src/client/index.js';
import { api, streamOf } from '../../../shared/api/client.js';
import { LogText } from './log-text.js';

export type LogStatus = 'loading' | 'live' | 'away' | 'whole' | 'failed';

/** What React is given: another object each time something has changed. */
export interface LogState {
  readonly text: LogText;
  readonly length: number;
  readonly status: LogStatus;
  readonly error: unknown;
}

const PATH = '/v1/executions/{execution_id}/tasks/{task}/log';

export const logPath = (executionId: string, taskId: string): string =>
  PATH.replace('{execution_id}', encodeURIComponent(executionId)).replace(
    '{task}',
    encodeURIComponent(taskId),
  );

/**
 * The log of one task: read whole where the task has ended, else followed. What is there is not asked for again, neither after
 * the connection was lost nor where the task is run once more. Tells at most once a frame.
 */
export class TaskLog {
  private readonly text = new LogText();
  private status: LogStatus = 'loading';
  private error: unknown = null;
  private state: LogState = { text: this.text, length: 0, status: 'loading', error: null };
  private readonly listeners = new Set<() => void>();
  private reading = new AbortController();
  private frame: number | undefined;
  /** How many bytes are there: where to go on. */
  private offset = 0;

  constructor(
    private readonly executionId: string,
    private readonly taskId: string,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): LogState => this.state;

  read(): void {
    this.begin((signal) => this.readRest(signal));
  }

  follow(): void {
    this.begin((signal) => this.followRest(signal));
  }

  stop(): void {
    this.reading.abort();
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
    this.frame = undefined;
  }

  private begin(work: (signal: AbortSignal) => Promise<void>): void {
    this.stop();
    const { signal } = (this.reading = new AbortController());
    work(signal).then(
      () => signal.aborted || this.say('whole'),
      (error: unknown) => signal.aborted || this.say('failed', error),
    );
  }

  private async readRest(signal: AbortSignal): Promise<void> {
    const range = this.offset > 0 ? { Range: `bytes=${this.offset}-` } : {};
    const stream = await streamOf(
      api.GET(PATH, { params: this.params, headers: range, parseAs: 'stream', signal }),
    );
    const reader = stream.getReader();
    const decoder = new TextDecoder();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      this.take(decoder.decode(piece.value, { stream: true }), this.offset + piece.value.byteLength);
    }
  }

  private async followRest(signal: AbortSignal): Promise<void> {
    const events = followEvents(
      async (stream) => {
        const answer = await api.GET(PATH, { params: this.params, ...stream });
        if (!signal.aborted) this.say('live');
        return answer;
      },
      { signal, lastEventId: String(this.offset), onLost: () => this.say('away') },
    );
    for await (const { id, event, data } of events) {
      if (event === 'log') this.take(data as string, Number(id));
    }
  }

  private get params() {
    return { path: { execution_id: this.executionId, task: this.taskId } };
  }

  private take(text: string, offset: number): void {
    this.text.append(text);
    this.offset = offset;
    this.tell();
  }

  private say(status: LogStatus, error: unknown = null): void {
    this.status = status;
    this.error = error;
    this.tell();
  }

  private tell(): void {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      const { text, status, error } = this;
      this.state = { text, length: text.length, status, error };
      for (const listener of this.listeners) listener();
    });
  }
}
