import { Option } from 'commander';
import { itemsOf, type Schemas } from '../../client/index.js';
import { findExecution, findPipeline } from '../find.js';
import { given } from '../inputs.js';
import type { Column } from '../output/column.js';
import type { FormatChoice } from '../output/print.js';
import { type PageChoice, pageQuery, type Shell } from '../shell.js';
import type { SolumCommand } from '../solum-command.js';
import { watchRun } from '../watch/watch-run.js';
import { readRun } from '../watch/run.js';
import { addControlCommands } from './execution-control.js';
import { addLogCommand } from './execution-logs.js';

type Execution = Schemas['Execution'];
type Task = Schemas['Task'];

const COLUMNS: readonly Column<Execution>[] = [
  { title: 'ID', of: ({ uuid }) => uuid },
  { title: 'State', of: ({ state }) => state },
  { title: 'Trigger', of: ({ trigger }) => trigger },
  { title: 'Ref', of: ({ ref }) => ref },
  { title: 'Commit', of: ({ commit, resolved_commit }) => (commit ?? resolved_commit)?.slice(0, 12) },
  { title: 'Created At', of: ({ created_at }) => created_at },
  { title: 'Duration', of: ({ duration }) => duration },
  { title: 'Attempt', of: ({ attempt }) => attempt, long: true },
  { title: 'Started By', of: ({ started_by }) => started_by, long: true },
  { title: 'Ended By', of: ({ ended_by }) => ended_by, long: true },
  { title: 'End Reason', of: ({ end_reason }) => end_reason, long: true },
];
const TASK_COLUMNS: readonly Column<Task>[] = [
  { title: 'ID', of: ({ uuid }) => uuid, long: true },
  { title: 'Name', of: ({ name }) => name },
  { title: 'Verdict', of: ({ verdict }) => verdict },
  { title: 'State', of: ({ state }) => state },
  { title: 'Attempts', of: ({ attempts }) => attempts },
  { title: 'Duration', of: ({ duration }) => duration },
  { title: 'Waiting For', of: ({ waiting_for }) => waiting_for, long: true },
  { title: 'State Info', of: ({ state_info }) => state_info, long: true },
  { title: 'Workflow', of: ({ workflow_name }) => workflow_name, long: true },
  { title: 'Result', of: ({ result }) => result, long: true },
];
const STATES = ['IDLE', 'RUNNING', 'PAUSED', 'SUCCESS', 'ERROR', 'CANCELLED'];
const FIRST_PAGE = 50;

interface ListOptions extends FormatChoice, PageChoice {
  readonly state?: string;
  readonly ref?: string;
  readonly commit?: string;
  readonly trigger?: string;
}

export function addExecutionCommands(program: SolumCommand, shell: Shell): void {
  const group = program
    .command('execution')
    .description('runs of pipelines')
    .addHelpText(
      'after',
      '\n<execution> is the id of a run; the name or the id of a pipeline stands for its last run.\n',
    );
  addReading(group, shell);
  addLogCommand(group, shell);
  addControlCommands(group, shell);
}

function addReading(group: SolumCommand, shell: Shell): void {
  group
    .command('list <pipeline>')
    .description('list the runs of a pipeline, newest first')
    .addOption(new Option('--state <state>', 'only those in this state').choices(STATES))
    .option('--ref <ref>', 'only those of this branch or tag')
    .option('--commit <hash>', 'only those of this commit')
    .option('--trigger <trigger>', 'only those that this started: webhook, manual, schedule, rerun, creation')
    .option('--long', 'more columns')
    .pages(FIRST_PAGE)
    .printsList()
    .examples('solum execution list shop', 'solum execution list shop --state ERROR --limit 5 -f value -c ID')
    .action(async (pipeline: string, options: ListOptions) => {
      const client = await shell.client();
      const { uuid } = await findPipeline(client, pipeline);
      const { state, ref, commit, trigger } = options;
      const filters = given({ state, ref, commit, trigger });
      const most = { ...pageQuery({ ...options, limit: options.limit ?? FIRST_PAGE }) };
      const pages = itemsOf((page) =>
        client.GET('/v1/pipelines/{pipeline_id}/executions', {
          params: { path: { pipeline_id: uuid }, query: { ...filters, ...most, ...page } },
        }),
      );
      await shell.list(COLUMNS, pages, options, FIRST_PAGE);
    });
  group
    .command('show <execution>')
    .description('show a run: its state, why it ended, inputs and outputs')
    .printsRecord()
    .examples('solum execution show shop', 'solum execution show shop -f value -c state')
    .action(async (execution: string, options: FormatChoice) =>
      shell.record({ ...(await findExecution(await shell.client(), execution)) }, options),
    );
  group
    .command('tasks <execution>')
    .description('list the tasks of a run')
    .option('--long', 'more columns')
    .printsList()
    .examples('solum execution tasks shop', 'solum execution tasks shop -f json')
    .action(async (execution: string, options: FormatChoice) => {
      const client = await shell.client();
      const { tasks } = await readRun(client, (await findExecution(client, execution)).uuid);
      await shell.list(TASK_COLUMNS, tasks, options);
    });
  group
    .command('watch <execution>')
    .description('watch a run to its end; exit code 1 where it does not succeed')
    .examples('solum execution watch shop', 'solum execution watch 5b0f3b5e-62f3-4f6e-9a7c-0b8e0c3f6f11')
    .action(async (idOrPipeline: string) => {
      const { uuid } = await findExecution(await shell.client(), idOrPipeline);
      await watchRun(shell, `run  ${uuid}`, uuid);
    });
}
