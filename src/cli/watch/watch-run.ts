import { type Schemas, type SolumClient, SolumError } from '../../client/index.js';
import { CommandError, EXIT } from '../exit-code.js';
import type { Shell } from '../shell.js';
import { harmless, plain, seconds, styled, type Terminal } from '../terminal.js';
import { LiveView } from './live-view.js';
import { PlainView } from './plain-view.js';
import { followRun, type Run } from './run.js';

const TAIL_BYTES = 8_192;
const TAIL_LINES = 15;

/** Shows a run until it has ended. Throws where it did not succeed, or where the user interrupts. */
export async function watchRun(shell: Shell, title: string, id: string): Promise<void> {
  const client = await shell.client();
  const view = shell.terminal.isTty ? new LiveView(plain(title)) : new PlainView((text) => shell.print(text));
  let last: Run | undefined;
  await interruptibly(async (signal) => {
    try {
      for await (const run of followRun(client, id, signal)) view.show((last = run));
    } finally {
      view.close();
    }
  }).catch((error: unknown) => {
    if (error instanceof CommandError && error.exitCode === EXIT.interrupted)
      throw new CommandError(`The run goes on: solum execution watch ${id}`, EXIT.interrupted);
    throw error;
  });
  if (last) await tellEnd(shell, client, last);
}

/** Work that ends by Ctrl-C in an orderly way. */
export async function interruptibly(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const stop = new AbortController();
  const end = () => stop.abort();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of signals) process.once(name, end);
  try {
    await work(stop.signal);
  } finally {
    for (const name of signals) process.off(name, end);
  }
  if (stop.signal.aborted) throw new CommandError('', EXIT.interrupted);
}

async function tellEnd(shell: Shell, client: SolumClient, { execution, tasks }: Run): Promise<void> {
  const time = execution.duration === null ? '' : ` in ${seconds(execution.duration)}`;
  if (execution.state === 'SUCCESS') {
    const { url } = execution.outputs;
    shell.print(styled(shell.terminal, 'green', `The run succeeded${time}.`) + '\n');
    if (typeof url === 'string') shell.print(`The application answers at ${plain(url)}\n`);
    return;
  }
  for (const task of tasks.filter(({ verdict }) => verdict === 'fail'))
    await tellFailure(shell, client, task);
  const end = execution.state === 'CANCELLED' ? 'was cancelled' : 'failed';
  const reason = execution.end_reason === null ? '' : ` ${plain(execution.end_reason)}`;
  shell.print(`${styled(shell.terminal, 'red', `The run ${end}${time}:`)}${reason}\n`);
  throw new CommandError('', EXIT.failed);
}

/** The last lines of its log: mostly they say why. */
async function tellFailure(shell: Shell, client: SolumClient, task: Schemas['Task']): Promise<void> {
  const tail = await tailOf(client, task);
  if (tail === '') return;
  const command = `solum execution logs ${task.execution_id} ${plain(task.name)}`;
  shell.print(`\n${styled(shell.terminal, 'dim', `The end of its log (${command}):`)}\n`);
  shell.print(`${indented(tail, shell.terminal)}\n\n`);
}

async function tailOf(client: SolumClient, task: Schemas['Task']): Promise<string> {
  try {
    const { data } = await client.GET('/v1/executions/{execution_id}/tasks/{task}/log', {
      params: { path: { execution_id: task.execution_id, task: task.uuid } },
      headers: { Range: `bytes=-${TAIL_BYTES}` },
      parseAs: 'text',
    });
    return String(data ?? '').trimEnd();
  } catch (error) {
    // A task that never had a job has no log.
    if (error instanceof SolumError && (error.status === 404 || error.status === 416)) return '';
    throw error;
  }
}

function indented(log: string, terminal: Terminal): string {
  const lines = harmless(log, terminal).split('\n').slice(-TAIL_LINES);
  return lines.map((line) => `    ${line.replace(/\r$/, '')}`).join('\n');
}
