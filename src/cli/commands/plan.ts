import { dataOf, itemsOf, type Schemas } from '../../client/index.js';
import { findPlan } from '../find.js';
import { readDocument } from '../inputs.js';
import type { Column } from '../output/column.js';
import type { FormatChoice } from '../output/print.js';
import { type PageChoice, pageQuery, type Shell } from '../shell.js';
import type { SolumCommand } from '../solum-command.js';

type Plan = Schemas['Plan'];

const COLUMNS: readonly Column<Plan>[] = [
  { title: 'ID', of: ({ uuid }) => uuid },
  { title: 'Name', of: ({ name }) => name },
  { title: 'Description', of: ({ description }) => description },
  { title: 'Source', of: ({ artifacts = [] }) => artifacts.map(({ content }) => content.href) },
  { title: 'URI', of: ({ uri }) => uri, long: true },
  { title: 'Project ID', of: ({ project_id }) => project_id, long: true },
  { title: 'Created At', of: ({ created_at }) => created_at, long: true },
  { title: 'Updated At', of: ({ updated_at }) => updated_at, long: true },
];

/** The text goes as it is: the service reads YAML, and names the line of what is wrong in it. */
const YAML = {
  headers: { 'Content-Type': 'application/x-yaml', Accept: 'application/json' },
  bodySerializer: (body: unknown) => body as string,
};
const asPlan = (text: string) => text as unknown as Schemas['PlanRequest'];

export function addPlanCommands(program: SolumCommand, shell: Shell): void {
  const group = program
    .command('plan')
    .description('where the source is, and what tests, builds and runs it');
  addReading(group, shell);
  addWriting(group, shell);
}

function addReading(group: SolumCommand, shell: Shell): void {
  group
    .command('list')
    .description('list plans, newest first')
    .option('--name <name>', 'only those of this name')
    .option('--all-projects', 'of every project (admins)')
    .option('--project <id>', 'of this project only (admins)')
    .option('--long', 'more columns')
    .pages()
    .printsList()
    .examples('solum plan list', 'solum plan list -f json -c ID -c Name')
    .action(
      async (
        options: FormatChoice & PageChoice & { name?: string; allProjects?: boolean; project?: string },
      ) => {
        const client = await shell.client();
        const filters = {
          ...(options.name === undefined ? {} : { name: options.name }),
          ...(options.allProjects ? { all_projects: true } : {}),
          ...(options.project === undefined ? {} : { project_id: options.project }),
        };
        const pages = itemsOf((page) =>
          client.GET('/v1/plans', { params: { query: { ...filters, ...pageQuery(options), ...page } } }),
        );
        await shell.list(COLUMNS, pages, options);
      },
    );
  group
    .command('show <plan>')
    .description('show a plan')
    .printsRecord()
    .examples('solum plan show shop', 'solum plan show shop -f yaml')
    .action(async (plan: string, options: FormatChoice) =>
      shell.record({ ...(await findPlan(await shell.client(), plan)) }, options),
    );
}

function addWriting(group: SolumCommand, shell: Shell): void {
  group
    .command('create <file>')
    .description('create a plan from a file of YAML or JSON; - reads standard input')
    .printsRecord()
    .examples('solum plan create plan.yaml', 'solum plan create - < plan.yaml')
    .action(async (file: string, options: FormatChoice) => {
      const body = asPlan(await readDocument(file));
      const client = await shell.client();
      shell.record({ ...(await dataOf(client.POST('/v1/plans', { body, ...YAML }))) }, options);
    });
  group
    .command('update <plan> <file>')
    .description('replace a plan by a file of YAML or JSON; - reads standard input')
    .printsRecord()
    .examples('solum plan update shop plan.yaml')
    .action(async (nameOrId: string, file: string, options: FormatChoice) => {
      const body = asPlan(await readDocument(file));
      const client = await shell.client();
      const { uuid } = await findPlan(client, nameOrId);
      const params = { path: { plan_id: uuid } };
      shell.record(
        { ...(await dataOf(client.PUT('/v1/plans/{plan_id}', { params, body, ...YAML }))) },
        options,
      );
    });
  group
    .command('delete <plan...>')
    .description('delete plans that no pipeline refers to')
    .examples('solum plan delete shop')
    .action(async (names: string[]) => {
      const client = await shell.client();
      const found = await Promise.all(names.map((name) => findPlan(client, name)));
      for (const { uuid } of found)
        await client.DELETE('/v1/plans/{plan_id}', { params: { path: { plan_id: uuid } } });
    });
}
