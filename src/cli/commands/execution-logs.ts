import { followEvents, type Schemas, type SolumClient, SolumError, streamOf } from '../../client/index.js';
import { findExecution } from '../find.js';
import type { Shell } from '../shell.js';
import type { SolumCommand } from '../solum-command.js';
import { harmless, plain, styled } from '../terminal.js';
import { followRun, readRun } from '../watch/run.js';
import { interruptibly } from '../watch/watch-run.js';

type Write = (text: string) => void;

/** `execution logs`: of one task as it was printed, of all of them with the task's name before each line. */
export function addLogCommand(group: SolumCommand, shell: Shell): void {
  group
    .command('logs <execution> [task]')
    .description('print the log of a task (name or id), or of all tasks')
    .option('-f, --follow', 'go on as it grows, until it ends')
    .examples('solum execution logs shop unit_test', 'solum execution logs -f shop')
    .action(async (idOrPipeline: string, task: string | undefined, { follow }: { follow?: boolean }) => {
      const client = await shell.client();
      const { uuid } = await findExecution(client, idOrPipeline);
      if (follow && task !== undefined)
        await interruptibly((signal) => followLog(client, uuid, task, writer(shell), signal));
      else if (follow) await interruptibly((signal) => followLogs(shell, client, uuid, signal));
      else if (task !== undefined) await printLog(client, uuid, task, writer(shell));
      else await printLogs(shell, client, uuid);
    });
}

/** To a terminal, text of others does nothing but be read; a pipe gets every byte. */
function writer(shell: Shell): Write {
  return shell.terminal.isTty
    ? (text) => shell.print(harmless(text, shell.terminal))
    : (text) => shell.print(text);
}

async function printLog(client: SolumClient, id: string, task: string, write: Write): Promise<void> {
  const stream = await streamOf(
    client.GET('/v1/executions/{execution_id}/tasks/{task}/log', {
      params: { path: { execution_id: id, task } },
      parseAs: 'stream',
    }),
  );
  const decoder = new TextDecoder();
  for await (const part of stream as unknown as AsyncIterable<Uint8Array>)
    write(decoder.decode(part, { stream: true }));
  write(decoder.decode());
}

async function printLogs(shell: Shell, client: SolumClient, id: string): Promise<void> {
  const { tasks } = await readRun(client, id);
  for (const task of tasks) {
    const lines = new PrefixedLines(shell, task);
    await printLog(client, id, task.uuid, lines.write).catch(unlessThereIsNone);
    lines.end();
  }
}

async function followLog(
  client: SolumClient,
  id: string,
  task: string,
  write: Write,
  signal: AbortSignal,
): Promise<void> {
  const events = followEvents(
    (stream) =>
      client.GET('/v1/executions/{execution_id}/tasks/{task}/log', {
        params: { path: { execution_id: id, task } },
        ...stream,
      }),
    { signal },
  );
  for await (const { event, data } of events) if (event === 'log') write(String(data));
}

/** Each task's log from when the task begins. */
async function followLogs(shell: Shell, client: SolumClient, id: string, signal: AbortSignal): Promise<void> {
  const followed = new Map<string, Promise<void>>();
  for await (const { tasks } of followRun(client, id, signal)) {
    for (const task of tasks) {
      if (followed.has(task.uuid) || task.verdict === 'waiting') continue;
      const lines = new PrefixedLines(shell, task);
      const following = followLog(client, id, task.uuid, lines.write, signal)
        .catch(unlessThereIsNone)
        .finally(() => lines.end());
      followed.set(task.uuid, following);
    }
  }
  await Promise.all(followed.values());
}

/** Only tasks that had a job have a log. */
function unlessThereIsNone(error: unknown): void {
  if (!(error instanceof SolumError && error.status === 404)) throw error;
}

/** Whole lines with their task's name before them, so that the logs of several tasks may come at once. */
class PrefixedLines {
  private rest = '';
  private readonly prefix: string;

  constructor(
    private readonly shell: Shell,
    task: Schemas['Task'],
  ) {
    this.prefix = styled(shell.terminal, 'dim', `${plain(task.name)} |`);
  }

  readonly write = (text: string): void => {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.print(line);
  };

  end(): void {
    if (this.rest !== '') this.print(this.rest);
    this.rest = '';
  }

  private print(line: string): void {
    const shown = this.shell.terminal.isTty ? harmless(line, this.shell.terminal) : line;
    this.shell.print(`${this.prefix} ${shown.replace(/\r$/, '')}\n`);
  }
}
