import { dataOf, followEvents, type Schemas, type SolumClient } from '../../client/index.js';

/** A run as it is at one moment. */
export interface Run {
  readonly execution: Schemas['Execution'];
  readonly tasks: readonly Schemas['Task'][];
}

const SETTLE_MS = 80;

export const hasEnded = ({ execution }: Run): boolean =>
  ['SUCCESS', 'ERROR', 'CANCELLED'].includes(execution.state);

/** The run whenever something happened in it, until it has ended or nobody wants to know any more. */
export async function* followRun(client: SolumClient, id: string, signal: AbortSignal): AsyncGenerator<Run> {
  const news = new Bell();
  const stop = new AbortController();
  const ended = () => stop.abort();
  signal.addEventListener('abort', ended, { once: true });
  let run = await readRun(client, id);
  const listening = listen(client, id, stop.signal, news);
  try {
    for (;;) {
      yield run;
      if (hasEnded(run) || !(await news.rings())) return;
      run = await readRun(client, id);
    }
  } finally {
    signal.removeEventListener('abort', ended);
    stop.abort();
    await listening;
  }
}

async function listen(client: SolumClient, id: string, signal: AbortSignal, news: Bell): Promise<void> {
  const events = followEvents(
    (stream) =>
      client.GET('/v1/executions/{execution_id}/events', {
        params: { path: { execution_id: id } },
        ...stream,
      }),
    { signal },
  );
  try {
    for await (const _ of events) news.ring();
  } catch (error) {
    news.fail(error);
  }
  if (signal.aborted) news.close();
  else news.ring();
}

export async function readRun(client: SolumClient, id: string): Promise<Run> {
  const params = { path: { execution_id: id } };
  const tasks = await dataOf(client.GET('/v1/executions/{execution_id}/tasks', { params }));
  return { execution: await dataOf(client.GET('/v1/executions/{execution_id}', { params })), tasks };
}

/** Rings once for all that happens at about the same time. */
class Bell {
  private rung = false;
  private closed = false;
  private error: Error | undefined;
  private wake: () => void = () => undefined;

  ring(): void {
    this.rung = true;
    this.wake();
  }

  fail(error: unknown): void {
    this.error = error instanceof Error ? error : new Error(String(error));
    this.ring();
  }

  close(): void {
    this.closed = true;
    this.wake();
  }

  /** False where it never will again. */
  async rings(): Promise<boolean> {
    if (!this.rung && !this.closed) await new Promise<void>((resolve) => (this.wake = resolve));
    if (this.closed) return false;
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    this.rung = false;
    if (this.error !== undefined) throw this.error;
    return !this.closed;
  }
}
