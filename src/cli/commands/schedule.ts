import { dataOf, itemsOf, type Schemas } from '../../client/index.js';
import { findPipeline } from '../find.js';
import { given, readInputs } from '../inputs.js';
import type { Column } from '../output/column.js';
import type { FormatChoice } from '../output/print.js';
import { type PageChoice, pageQuery, type Shell } from '../shell.js';
import type { SolumCommand } from '../solum-command.js';
import { keyOf } from './pipeline.js';

const COLUMNS: readonly Column<Schemas['Schedule']>[] = [
  { title: 'ID', of: ({ uuid }) => uuid },
  { title: 'Cron', of: ({ cron }) => cron },
  { title: 'Time Zone', of: ({ time_zone }) => time_zone },
  { title: 'Ref', of: ({ ref }) => ref },
  { title: 'Enabled', of: ({ enabled }) => enabled },
  { title: 'Next Run At', of: ({ next_run_at }) => next_run_at },
  { title: 'Last Run', of: ({ last_run }) => last_run?.execution_id, long: true },
  { title: 'Inputs', of: ({ inputs }) => inputs, long: true },
];

interface Fields {
  readonly cron?: string;
  readonly timeZone?: string;
  readonly ref?: string;
  readonly input?: string[];
  readonly enable?: boolean;
  readonly disable?: boolean;
}

const withFields = (command: SolumCommand): SolumCommand =>
  command
    .option('--time-zone <zone>', 'of the IANA database, such as Europe/Lisbon; absent: UTC')
    .option('--ref <ref>', 'branch or tag; absent: the default branch')
    .repeatable('--input <name=value>', 'an input of the workflow, JSON or text (may be repeated)')
    .option('--disable', 'it starts nothing');

const fieldsOf = (options: Fields) =>
  given({
    time_zone: options.timeZone,
    ref: options.ref,
    inputs: readInputs(options.input),
    enabled: options.disable ? false : options.enable ? true : undefined,
  });

export function addScheduleCommands(program: SolumCommand, shell: Shell): void {
  const group = program.command('schedule').description('runs at certain times');
  addReading(group, shell);
  addWriting(group, shell);
}

function addReading(group: SolumCommand, shell: Shell): void {
  group
    .command('list <pipeline>')
    .description('list the schedules of a pipeline')
    .option('--long', 'more columns')
    .pages()
    .printsList()
    .examples('solum schedule list shop')
    .action(async (pipeline: string, options: FormatChoice & PageChoice) => {
      const client = await shell.client();
      const { uuid } = await findPipeline(client, pipeline);
      const pages = itemsOf((page) =>
        client.GET('/v1/pipelines/{pipeline_id}/schedules', {
          params: { path: { pipeline_id: uuid }, query: { ...pageQuery(options), ...page } },
        }),
      );
      await shell.list(COLUMNS, pages, options);
    });
  group
    .command('show <pipeline> <schedule>')
    .description('show a schedule')
    .printsRecord()
    .examples('solum schedule show shop 9f0c7c7e-4c1d-4c58-8a3a-1d6c86ad3c11')
    .action(async (pipeline: string, schedule_id: string, options: FormatChoice) => {
      const client = await shell.client();
      const { uuid } = await findPipeline(client, pipeline);
      const params = { path: { pipeline_id: uuid, schedule_id } };
      const schedule = client.GET('/v1/pipelines/{pipeline_id}/schedules/{schedule_id}', { params });
      shell.record({ ...(await dataOf(schedule)) }, options);
    });
}

function addWriting(group: SolumCommand, shell: Shell): void {
  withFields(group.command('create <pipeline> <cron>'))
    .description('run a pipeline at certain times: minute, hour, day of month, month, day of week')
    .idempotent()
    .printsRecord()
    .examples("solum schedule create shop '30 2 * * MON-FRI' --time-zone Europe/Lisbon")
    .action(
      async (
        pipeline: string,
        cron: string,
        options: Fields & FormatChoice & { idempotencyKey?: string },
      ) => {
        const client = await shell.client();
        const { uuid } = await findPipeline(client, pipeline);
        const schedule = client.POST('/v1/pipelines/{pipeline_id}/schedules', {
          params: { path: { pipeline_id: uuid }, header: keyOf(options) },
          body: { cron, ...fieldsOf(options) },
        });
        shell.record({ ...(await dataOf(schedule)) }, options);
      },
    );
  withFields(group.command('update <pipeline> <schedule>'))
    .description('change a schedule; what is not given stays as it is')
    .option('--cron <cron>', 'other times')
    .option('--enable', 'it starts runs again')
    .printsRecord()
    .examples('solum schedule update shop 9f0c7c7e-4c1d-4c58-8a3a-1d6c86ad3c11 --disable')
    .action(async (pipeline: string, schedule_id: string, options: Fields & FormatChoice) => {
      const client = await shell.client();
      const { uuid } = await findPipeline(client, pipeline);
      const schedule = client.PUT('/v1/pipelines/{pipeline_id}/schedules/{schedule_id}', {
        params: { path: { pipeline_id: uuid, schedule_id } },
        body: { ...given({ cron: options.cron }), ...fieldsOf(options) },
      });
      shell.record({ ...(await dataOf(schedule)) }, options);
    });
  group
    .command('delete <pipeline> <schedule>')
    .description('delete a schedule')
    .examples('solum schedule delete shop 9f0c7c7e-4c1d-4c58-8a3a-1d6c86ad3c11')
    .action(async (pipeline: string, schedule_id: string) => {
      const client = await shell.client();
      const { uuid } = await findPipeline(client, pipeline);
      const params = { path: { pipeline_id: uuid, schedule_id } };
      await client.DELETE('/v1/pipelines/{pipeline_id}/schedules/{schedule_id}', { params });
    });
}
