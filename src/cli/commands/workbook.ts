import { dataOf, type Schemas } from '../../client/index.js';
import { CommandError, EXIT } from '../exit-code.js';
import { given, readDocument, readInputs, readObject } from '../inputs.js';
import type { Column } from '../output/column.js';
import type { FormatChoice } from '../output/print.js';
import type { Shell } from '../shell.js';
import type { SolumCommand } from '../solum-command.js';
import { plain, seconds } from '../terminal.js';

const COLUMNS: readonly Column<Schemas['Workbook']>[] = [
  { title: 'Name', of: ({ name }) => name },
  { title: 'Origin', of: ({ origin }) => origin },
  { title: 'Description', of: ({ description }) => description },
  { title: 'Tags', of: ({ tags }) => tags, long: true },
  { title: 'Digest', of: ({ digest }) => digest, long: true },
  { title: 'Updated At', of: ({ updated_at }) => updated_at, long: true },
];
const DRY_COLUMNS: readonly Column<Schemas['DryRunTask']>[] = [
  { title: 'Task', of: ({ name }) => name },
  { title: 'State', of: ({ state }) => state },
  { title: 'Attempts', of: ({ attempts }) => attempts },
  { title: 'Started After', of: ({ started_after }) => started_after },
  { title: 'Finished After', of: ({ finished_after }) => finished_after },
  { title: 'Result', of: ({ result }) => result, long: true },
  { title: 'State Info', of: ({ state_info }) => state_info, long: true },
];

/** The document goes to the letter. */
const TEXT = {
  headers: { 'Content-Type': 'text/plain' },
  bodySerializer: (body: unknown) => body as string,
};
const asDefinition = (text: string) => text as never;

interface DryRunOptions extends FormatChoice {
  readonly file?: string;
  readonly workflow?: string;
  readonly input?: string[];
  readonly script?: string;
}

export function addWorkbookCommands(program: SolumCommand, shell: Shell): void {
  const group = program
    .command('workbook')
    .description('Mistral DSL v2 documents: which tasks run in which order');
  addReading(group, shell);
  addWriting(group, shell);
  addTrying(group, shell);
}

function addReading(group: SolumCommand, shell: Shell): void {
  group
    .command('list')
    .description('list the workbooks that come with the service, and the project’s own')
    .option('--long', 'more columns')
    .printsList()
    .examples('solum workbook list', 'solum workbook list -f value -c Name')
    .action(async (options: FormatChoice) => {
      const client = await shell.client();
      await shell.list(COLUMNS, await dataOf(client.GET('/v1/workbooks')), options);
    });
  group
    .command('show <workbook>')
    .description('show a workbook')
    .printsRecord()
    .examples(
      'solum workbook show unit_test',
      'solum workbook show unit_test -f value -c definition > mine.yaml',
    )
    .action(async (workbook_name: string, options: FormatChoice) => {
      const client = await shell.client();
      const params = { path: { workbook_name } };
      shell.record({ ...(await dataOf(client.GET('/v1/workbooks/{workbook_name}', { params }))) }, options);
    });
}

function addWriting(group: SolumCommand, shell: Shell): void {
  group
    .command('create <file>')
    .description('create a workbook from its document, which names it; - reads standard input')
    .printsRecord()
    .examples('solum workbook create mine.yaml')
    .action(async (file: string, options: FormatChoice) => {
      const body = asDefinition(await readDocument(file));
      const client = await shell.client();
      shell.record({ ...(await dataOf(client.POST('/v1/workbooks', { body, ...TEXT }))) }, options);
    });
  group
    .command('update <workbook> <file>')
    .description('replace the document of a workbook, or create it; - reads standard input')
    .printsRecord()
    .examples('solum workbook update mine mine.yaml')
    .action(async (workbook_name: string, file: string, options: FormatChoice) => {
      const body = asDefinition(await readDocument(file));
      const client = await shell.client();
      const request = { params: { path: { workbook_name } }, body, ...TEXT };
      shell.record({ ...(await dataOf(client.PUT('/v1/workbooks/{workbook_name}', request))) }, options);
    });
  group
    .command('delete <workbook...>')
    .description('delete workbooks of the project')
    .asksFirst()
    .examples('solum workbook delete mine')
    .action(async (names: string[], options: { yes?: boolean }) => {
      const client = await shell.client();
      await shell.confirm(`Delete ${names.join(', ')}? Their documents are gone then.`, options);
      for (const workbook_name of names)
        await client.DELETE('/v1/workbooks/{workbook_name}', { params: { path: { workbook_name } } });
    });
}

function addTrying(group: SolumCommand, shell: Shell): void {
  group
    .command('validate <file>')
    .description('ask the engine whether it takes a document; exit code 1 where it does not')
    .examples('solum workbook validate mine.yaml')
    .action(async (file: string) => {
      const body = asDefinition(await readDocument(file));
      const client = await shell.client();
      const { valid, error } = await dataOf(client.POST('/v1/workbooks/validate', { body, ...TEXT }));
      if (!valid) throw new CommandError(plain(error ?? 'The document is not valid.'), EXIT.failed);
      shell.print('The document is valid.\n');
    });
  group
    .command('dry-run <workbook>')
    .description(
      'see what a workbook would do, with answers of your own in place of its actions; exit code 1 where it fails',
    )
    .option('--file <file>', 'a document that is tried in place of the workbook’s')
    .option('--workflow <workflow>', 'the workflow to run')
    .repeatable('--input <name=value>', 'an input, JSON or text (may be repeated)')
    .option('--script <file>', 'YAML: by task, how it ends; - reads standard input')
    .option('--long', 'more columns')
    .printsList()
    .examples(
      'solum workbook dry-run test_build_deploy',
      'solum workbook dry-run mine --file mine.yaml --script answers.yaml',
    )
    .action(async (workbook_name: string, options: DryRunOptions) => {
      const definition = options.file === undefined ? undefined : await readDocument(options.file);
      const script = options.script === undefined ? undefined : await readObject(options.script);
      const client = await shell.client();
      const body = given({
        definition,
        script,
        workflow: options.workflow,
        inputs: readInputs(options.input),
      });
      const params = { path: { workbook_name } };
      const run = await dataOf(client.POST('/v1/workbooks/{workbook_name}/dry-run', { params, body }));
      await shell.list(DRY_COLUMNS, run.tasks, options);
      shell.tell(
        `${run.state} after ${seconds(run.duration)}${run.state_info ? `: ${plain(run.state_info)}` : ''}`,
      );
      if (run.state === 'ERROR' || run.state === 'CANCELLED') throw new CommandError('', EXIT.failed);
    });
}
