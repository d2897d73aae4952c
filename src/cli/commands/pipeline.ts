import { Option } from 'commander';
import { dataOf, itemsOf, type Schemas } from '../../client/index.js';
import { findExecution, findPipeline, findPlan } from '../find.js';
import { given, readInputs, readObject } from '../inputs.js';
import type { Column } from '../output/column.js';
import type { FormatChoice } from '../output/print.js';
import { type PageChoice, pageQuery, type Shell } from '../shell.js';
import { type SolumCommand, wholeNumber } from '../solum-command.js';
import { watchRun } from '../watch/watch-run.js';
import { addPlanCommand } from './pipeline-plan.js';

type Pipeline = Schemas['Pipeline'];

const COLUMNS: readonly Column<Pipeline>[] = [
  { title: 'ID', of: ({ uuid }) => uuid },
  { title: 'Name', of: ({ name }) => name },
  { title: 'Workbook', of: ({ workbook_name }) => workbook_name },
  { title: 'Last Execution', of: ({ last_execution }) => last_execution },
  { title: 'Status', of: ({ status }) => status },
  { title: 'Delegation', of: ({ delegation_status }) => delegation_status, long: true },
  { title: 'Description', of: ({ description }) => description, long: true },
  { title: 'Tags', of: ({ tags }) => tags, long: true },
  { title: 'Plan', of: ({ plan_uri }) => plan_uri, long: true },
  { title: 'Trigger', of: ({ trigger_uri }) => trigger_uri, long: true },
  { title: 'Project ID', of: ({ project_id }) => project_id, long: true },
  { title: 'Created At', of: ({ created_at }) => created_at, long: true },
  { title: 'Updated At', of: ({ updated_at }) => updated_at, long: true },
];

interface ListOptions extends FormatChoice, PageChoice {
  readonly name?: string;
  readonly workbook?: string;
  readonly plan?: string;
  readonly allProjects?: boolean;
  readonly project?: string;
}

interface Settings {
  readonly description?: string;
  readonly tag?: string[];
  readonly runTimeout?: number;
  readonly taskTimeout?: number;
  readonly concurrencyGroup?: string;
  readonly concurrencyLimit?: number;
  readonly concurrencyPolicy?: 'queue' | 'supersede';
  readonly unsigned?: 'allowed' | 'refused';
}

interface CreateOptions extends FormatChoice, Settings {
  readonly plan: string;
  readonly workbook: string;
  readonly idempotencyKey?: string;
}

interface UpdateOptions extends FormatChoice, Settings {
  readonly name?: string;
  readonly plan?: string;
  readonly workbook?: string;
  readonly noConcurrency?: boolean;
  readonly concurrency?: boolean;
  readonly tags?: boolean;
}

interface RunOptions extends FormatChoice {
  readonly ref?: string;
  readonly commit?: string;
  readonly input?: string[];
  readonly inputFile?: string;
  readonly idempotencyKey?: string;
  readonly watch?: boolean;
}

export function addPipelineCommands(program: SolumCommand, shell: Shell): void {
  const group = program.command('pipeline').description('a plan, a workbook and a trigger, tied together');
  addReading(group, shell);
  addWriting(group, shell);
  addPlanCommand(group, shell);
  addRunning(group, shell);
}

function addReading(group: SolumCommand, shell: Shell): void {
  group
    .command('list')
    .description('list pipelines, newest first')
    .option('--name <name>', 'only those of this name')
    .option('--workbook <workbook>', 'only those with this workbook')
    .option('--plan <plan>', 'only those with this plan (name or id)')
    .option('--all-projects', 'of every project (admins)')
    .option('--project <id>', 'of this project only (admins)')
    .option('--long', 'more columns')
    .pages()
    .printsList()
    .examples('solum pipeline list', 'solum pipeline list --workbook test_build_deploy -f value -c Name')
    .action(async (options: ListOptions) => {
      const client = await shell.client();
      const filters = given({
        name: options.name,
        workbook_name: options.workbook,
        plan_id: options.plan === undefined ? undefined : (await findPlan(client, options.plan)).uuid,
        all_projects: options.allProjects,
        project_id: options.project,
      });
      const pages = itemsOf((page) =>
        client.GET('/v1/pipelines', { params: { query: { ...filters, ...pageQuery(options), ...page } } }),
      );
      await shell.list(COLUMNS, pages, options);
    });
  group
    .command('show <pipeline>')
    .description('show a pipeline')
    .printsRecord()
    .examples('solum pipeline show shop', 'solum pipeline show shop -f value -c trigger_uri')
    .action(async (pipeline: string, options: FormatChoice) =>
      shell.record({ ...(await findPipeline(await shell.client(), pipeline)) }, options),
    );
}

function withSettings(command: SolumCommand): SolumCommand {
  return command
    .option('--description <text>', 'what it is')
    .repeatable('--tag <tag>', 'a tag of it (may be repeated)')
    .option('--run-timeout <seconds>', 'how long a run may take', wholeNumber)
    .option('--task-timeout <seconds>', 'how long one task may take', wholeNumber)
    .option('--concurrency-group <name>', 'its runs share the slots of this group')
    .option('--concurrency-limit <number>', 'how many of the group run at a time', wholeNumber)
    .addOption(
      new Option('--concurrency-policy <policy>', 'wait, or end older runs').choices(['queue', 'supersede']),
    )
    .addOption(
      new Option('--unsigned <answer>', 'whether webhooks without a signature are believed').choices([
        ...['allowed', 'refused'],
      ]),
    );
}

function addWriting(group: SolumCommand, shell: Shell): void {
  withSettings(group.command('create <name>'))
    .description('create a pipeline; its first run starts at once')
    .requiredOption('--plan <plan>', 'its plan (name or id)')
    .requiredOption('--workbook <workbook>', 'its workbook: built-in, or of the project')
    .idempotent()
    .printsRecord()
    .examples(
      'solum pipeline create shop --plan shop --workbook test_build_deploy',
      'solum pipeline create docs --plan docs --workbook unit_test --concurrency-limit 1 --tag web',
      'solum pipeline create shop --plan shop --workbook unit_test -f value -c trigger_secret',
    )
    .action(async (name: string, options: CreateOptions) => {
      const client = await shell.client();
      const body = {
        name,
        plan_uri: (await findPlan(client, options.plan)).uri,
        workbook_name: options.workbook,
        ...settingsOf(options),
      };
      const created = await dataOf(
        client.POST('/v1/pipelines', { body, params: { header: keyOf(options) } }),
      );
      shell.record({ ...created }, options);
    });
  withSettings(group.command('update <pipeline>'))
    .description('change a pipeline; what is not given stays as it is')
    .option('--name <name>', 'its new name')
    .option('--plan <plan>', 'another plan (name or id)')
    .option('--workbook <workbook>', 'another workbook')
    .option('--no-tags', 'take its tags away')
    .option('--no-concurrency', 'its runs wait for no others')
    .printsRecord()
    .examples(
      'solum pipeline update shop --workbook build_deploy',
      'solum pipeline update shop --no-concurrency',
    )
    .action(async (nameOrId: string, options: UpdateOptions) => {
      const client = await shell.client();
      const { uuid } = await findPipeline(client, nameOrId);
      const body = {
        ...given({
          name: options.name,
          plan_uri: options.plan === undefined ? undefined : (await findPlan(client, options.plan)).uri,
          workbook_name: options.workbook,
        }),
        ...(options.tags === false ? { tags: [] } : {}),
        ...(options.concurrency === false ? { concurrency: null } : {}),
        ...settingsOf(options),
      };
      const params = { path: { pipeline_id: uuid } };
      shell.record(
        { ...(await dataOf(client.PUT('/v1/pipelines/{pipeline_id}', { params, body }))) },
        options,
      );
    });
  group
    .command('delete <pipeline...>')
    .description('delete pipelines, with their stacks and the applications that run in them')
    .asksFirst()
    .examples('solum pipeline delete shop', 'solum pipeline delete --yes shop docs')
    .action(async (names: string[], options: { yes?: boolean }) => {
      const client = await shell.client();
      const found = await Promise.all(names.map((name) => findPipeline(client, name)));
      const which = found.map(({ name }) => name).join(', ');
      await shell.confirm(`Delete ${which}, with what is deployed by it?`, options);
      for (const { uuid } of found)
        await client.DELETE('/v1/pipelines/{pipeline_id}', { params: { path: { pipeline_id: uuid } } });
    });
}

function addRunning(group: SolumCommand, shell: Shell): void {
  group
    .command('run <pipeline>')
    .description('start a run')
    .option('--ref <ref>', 'branch or tag; absent: the default branch')
    .option('--commit <hash>', 'a commit; absent: the head of the ref')
    .repeatable('--input <name=value>', 'an input of the workflow, JSON or text (may be repeated)')
    .option('--input-file <file>', 'inputs as YAML or JSON; - reads standard input')
    .option('-w, --watch', 'watch it to its end; exit code 1 where it does not succeed')
    .idempotent()
    .printsRecord()
    .examples(
      'solum pipeline run shop --watch',
      'solum pipeline run shop --ref refs/heads/main --input replicas=3',
      'solum pipeline run shop -f value -c uuid',
    )
    .action(async (nameOrId: string, options: RunOptions) => {
      const client = await shell.client();
      const { uuid, name } = await findPipeline(client, nameOrId);
      const file = options.inputFile === undefined ? undefined : await readObject(options.inputFile);
      const inputs = file || options.input ? { ...file, ...readInputs(options.input) } : undefined;
      const started = await dataOf(
        client.POST('/v1/pipelines/{pipeline_id}/executions', {
          params: { path: { pipeline_id: uuid }, header: keyOf(options) },
          body: given({ ref: options.ref, commit: options.commit, inputs }),
        }),
      );
      if (options.watch) await watchRun(shell, `${name}  ${started.uuid}`, started.uuid);
      else shell.record({ ...started }, options);
    });
  group
    .command('watch <pipeline>')
    .description('watch the last run of a pipeline to its end; exit code 1 where it does not succeed')
    .examples(
      'solum pipeline watch shop',
      'solum pipeline create shop --plan shop --workbook unit_test && solum pipeline watch shop',
    )
    .action(async (nameOrId: string) => {
      const client = await shell.client();
      const { uuid, name } = await findPipeline(client, nameOrId);
      const last = await findExecution(client, uuid);
      await watchRun(shell, `${name}  ${last.uuid}`, last.uuid);
    });
}

export function keyOf({ idempotencyKey }: { readonly idempotencyKey?: string }): {
  'Idempotency-Key'?: string;
} {
  return idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey };
}

function settingsOf(options: Settings) {
  const concurrency = given({
    group: options.concurrencyGroup,
    limit: options.concurrencyLimit,
    policy: options.concurrencyPolicy,
  });
  return given({
    description: options.description,
    tags: options.tag,
    run_timeout: options.runTimeout,
    task_timeout: options.taskTimeout,
    concurrency: Object.keys(concurrency).length > 0 ? concurrency : undefined,
    trigger: options.unsigned === undefined ? undefined : { unsigned: options.unsigned },
  });
}
