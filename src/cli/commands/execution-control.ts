import { Option } from 'commander';
import { dataOf, type Schemas, type SolumClient } from '../../client/index.js';
import { notFound, usageError } from '../exit-code.js';
import { findExecution } from '../find.js';
import { given } from '../inputs.js';
import type { FormatChoice } from '../output/print.js';
import type { Shell } from '../shell.js';
import type { SolumCommand } from '../solum-command.js';
import { readRun } from '../watch/run.js';
import { watchRun } from '../watch/watch-run.js';
import { keyOf } from './pipeline.js';

interface Control {
  readonly verb: 'cancel' | 'pause' | 'resume';
  readonly description: string;
  readonly example: string;
}

const CONTROLS: readonly Control[] = [
  { verb: 'cancel', description: 'end a run; its jobs are stopped', example: '--reason "wrong branch"' },
  {
    verb: 'pause',
    description: 'start no new task; jobs under way go on',
    example: '--reason "code freeze"',
  },
  { verb: 'resume', description: 'go on after a pause', example: '' },
];

interface RerunOptions extends FormatChoice {
  readonly from: 'start' | 'failed';
  readonly task?: string;
  readonly reason?: string;
  readonly idempotencyKey?: string;
  readonly watch?: boolean;
}

/** Steering runs: what is done, and deciding what waits for an approval. */
export function addControlCommands(group: SolumCommand, shell: Shell): void {
  for (const control of CONTROLS) addControl(group, shell, control);
  addRerun(group, shell);
  addDecision(group, shell, 'approve', 'let a run go on that waits for an approval');
  addDecision(group, shell, 'reject', 'fail the task that waits for an approval');
}

function addControl(group: SolumCommand, shell: Shell, { verb, description, example }: Control): void {
  group
    .command(`${verb} <execution>`)
    .description(description)
    .option('--reason <text>', 'kept with the action')
    .printsRecord()
    .examples(`solum execution ${verb} shop ${example}`.trim())
    .action(async (idOrPipeline: string, options: FormatChoice & { reason?: string }) => {
      const client = await shell.client();
      const { uuid } = await findExecution(client, idOrPipeline);
      const request = { params: { path: { execution_id: uuid } }, body: given({ reason: options.reason }) };
      shell.record({ ...(await dataOf(controlled(client, verb, request))) }, options);
    });
}

function controlled(
  client: SolumClient,
  verb: Control['verb'],
  request: { params: { path: { execution_id: string } }; body: Schemas['ControlRequest'] },
) {
  if (verb === 'cancel') return client.POST('/v1/executions/{execution_id}/cancel', request);
  if (verb === 'pause') return client.POST('/v1/executions/{execution_id}/pause', request);
  return client.POST('/v1/executions/{execution_id}/resume', request);
}

function addRerun(group: SolumCommand, shell: Shell): void {
  group
    .command('rerun <execution>')
    .description('run again, from the start or from where it failed')
    .addOption(
      new Option('--from <where>', 'a new run, or the failed tasks')
        .choices(['start', 'failed'])
        .default('start'),
    )
    .option('--task <task>', 'with --from failed: this failed task only (name or id)')
    .option('--reason <text>', 'kept with the action')
    .option('-w, --watch', 'watch it to its end; exit code 1 where it does not succeed')
    .idempotent()
    .printsRecord()
    .examples('solum execution rerun shop', 'solum execution rerun shop --from failed --watch')
    .action(async (idOrPipeline: string, options: RerunOptions) => {
      const client = await shell.client();
      const old = await findExecution(client, idOrPipeline);
      const { from, task, reason } = options;
      const run = await dataOf(
        client.POST('/v1/executions/{execution_id}/rerun', {
          params: { path: { execution_id: old.uuid }, header: keyOf(options) },
          body: { from, ...given({ task, reason }) },
        }),
      );
      if (options.watch) await watchRun(shell, `run  ${run.uuid}`, run.uuid);
      else shell.record({ ...run }, options);
    });
}

function addDecision(
  group: SolumCommand,
  shell: Shell,
  verb: 'approve' | 'reject',
  description: string,
): void {
  group
    .command(`${verb} <execution> [task]`)
    .description(`${description}; the task (name or id) may be left out where only one waits`)
    .option('--comment <text>', 'kept with the decision')
    .printsRecord()
    .examples(`solum execution ${verb} shop --comment "looks good"`, `solum execution ${verb} shop approve`)
    .action(
      async (
        idOrPipeline: string,
        task: string | undefined,
        options: FormatChoice & { comment?: string },
      ) => {
        const client = await shell.client();
        const { uuid } = await findExecution(client, idOrPipeline);
        const path = { execution_id: uuid, task: task ?? (await onlyApproval(client, uuid)) };
        const request = { params: { path }, body: given({ comment: options.comment }) };
        const decided =
          verb === 'approve'
            ? client.POST('/v1/executions/{execution_id}/tasks/{task}/approve', request)
            : client.POST('/v1/executions/{execution_id}/tasks/{task}/reject', request);
        shell.record({ ...(await dataOf(decided)) }, options);
      },
    );
}

async function onlyApproval(client: SolumClient, id: string): Promise<string> {
  const { tasks } = await readRun(client, id);
  const [only, ...others] = tasks.filter(({ approval }) => approval?.state === 'waiting');
  if (!only) throw notFound(`No task of the run ${id} waits for an approval.`);
  if (others.length === 0) return only.uuid;
  const names = [only, ...others].map(({ name }) => name).join(', ');
  throw usageError(`Several tasks wait for an approval: ${names}. Name one of them.`);
}
