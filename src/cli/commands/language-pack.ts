import { dataOf, itemsOf, type Schemas } from '../../client/index.js';
import { readObject } from '../inputs.js';
import type { Column } from '../output/column.js';
import type { FormatChoice } from '../output/print.js';
import { type PageChoice, pageQuery, type Shell } from '../shell.js';
import type { SolumCommand } from '../solum-command.js';

const COLUMNS: readonly Column<Schemas['LanguagePack']>[] = [
  { title: 'Name', of: ({ name }) => name },
  { title: 'Origin', of: ({ origin }) => origin },
  { title: 'Description', of: ({ description }) => description },
  { title: 'Detected By', of: ({ detect }) => detect.map(({ file }) => file) },
  { title: 'ID', of: ({ uuid }) => uuid, long: true },
  { title: 'Image', of: ({ image }) => image, long: true },
  { title: 'Test', of: ({ commands }) => commands.test, long: true },
  { title: 'Build', of: ({ commands }) => commands.build, long: true },
  { title: 'Run', of: ({ commands }) => commands.run, long: true },
];

/** The service says what is wrong with it. */
const asPack = (document: Record<string, unknown>) => document as unknown as Schemas['LanguagePackRequest'];

export function addLanguagePackCommands(program: SolumCommand, shell: Shell): void {
  const group = program
    .command('languagepack')
    .description('how the source of a language is told, tested, built and run');
  addReading(group, shell);
  addWriting(group, shell);
}

function addReading(group: SolumCommand, shell: Shell): void {
  group
    .command('list')
    .description('list the language packs that come with the service, and the project’s own')
    .option('--long', 'more columns')
    .pages()
    .printsList()
    .examples('solum languagepack list', 'solum languagepack list --long -f json')
    .action(async (options: FormatChoice & PageChoice) => {
      const client = await shell.client();
      const pages = itemsOf((page) =>
        client.GET('/v1/language_packs', { params: { query: { ...pageQuery(options), ...page } } }),
      );
      await shell.list(COLUMNS, pages, options);
    });
  group
    .command('show <pack>')
    .description('show a language pack')
    .printsRecord()
    .examples('solum languagepack show node', 'solum languagepack show node -f yaml')
    .action(async (language_pack_id: string, options: FormatChoice) => {
      const client = await shell.client();
      const params = { path: { language_pack_id } };
      shell.record(
        { ...(await dataOf(client.GET('/v1/language_packs/{language_pack_id}', { params }))) },
        options,
      );
    });
}

function addWriting(group: SolumCommand, shell: Shell): void {
  group
    .command('create <file>')
    .description('create a language pack from a file of YAML or JSON; - reads standard input')
    .printsRecord()
    .examples('solum languagepack create pack.yaml')
    .action(async (file: string, options: FormatChoice) => {
      const body = asPack(await readObject(file));
      const client = await shell.client();
      shell.record({ ...(await dataOf(client.POST('/v1/language_packs', { body }))) }, options);
    });
  group
    .command('update <pack> <file>')
    .description('replace a language pack by a file of YAML or JSON; - reads standard input')
    .printsRecord()
    .examples('solum languagepack update shell pack.yaml')
    .action(async (language_pack_id: string, file: string, options: FormatChoice) => {
      const body = asPack(await readObject(file));
      const client = await shell.client();
      const request = { params: { path: { language_pack_id } }, body };
      shell.record(
        { ...(await dataOf(client.PUT('/v1/language_packs/{language_pack_id}', request))) },
        options,
      );
    });
  group
    .command('delete <pack...>')
    .description('delete language packs of the project that no plan names')
    .examples('solum languagepack delete shell')
    .action(async (packs: string[]) => {
      const client = await shell.client();
      for (const language_pack_id of packs)
        await client.DELETE('/v1/language_packs/{language_pack_id}', {
          params: { path: { language_pack_id } },
        });
    });
}
