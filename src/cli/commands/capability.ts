import { Option } from 'commander';
import { dataOf, type Schemas } from '../../client/index.js';
import type { Column } from '../output/column.js';
import type { FormatChoice } from '../output/print.js';
import type { Shell } from '../shell.js';
import type { SolumCommand } from '../solum-command.js';

const KINDS = [
  'engine',
  'workbook',
  'language-pack',
  'station',
  'runner',
  'image-format',
  'stack-provider',
  'stack-template',
  'git-host',
];

interface Capability {
  readonly kind: string;
  readonly name: string;
  readonly available: boolean;
  readonly about: string | null;
  readonly details: unknown;
}

const COLUMNS: readonly Column<Capability>[] = [
  { title: 'Kind', of: ({ kind }) => kind },
  { title: 'Name', of: ({ name }) => name },
  { title: 'Available', of: ({ available }) => available },
  { title: 'About', of: ({ about }) => about },
  { title: 'Details', of: ({ details }) => details, long: true },
];

export function addCapabilityCommands(program: SolumCommand, shell: Shell): void {
  const group = program.command('capability').description('what the service can do, asked of itself');
  group
    .command('list')
    .description(
      'list engines, workbooks, language packs, stations, runners, image formats, stack providers, templates and git hosts',
    )
    .addOption(new Option('--kind <kind>', 'only those of this kind').choices(KINDS))
    .option('--long', 'more columns')
    .printsList()
    .examples('solum capability list', 'solum capability list --kind station --long -f json')
    .action(async ({ kind, ...options }: FormatChoice & { kind?: string }) => {
      const client = await shell.client();
      const all = capabilitiesIn(await dataOf(client.GET('/v1/capabilities')));
      await shell.list(COLUMNS, kind === undefined ? all : all.filter((one) => one.kind === kind), options);
    });
}

function capabilitiesIn(found: Schemas['Capabilities']): Capability[] {
  const row = (kind: string, name: string, about: string | null, details: unknown, available = true) => ({
    ...{ kind, name, available, about, details },
  });
  const workers = (count: number) => `${count} ${count === 1 ? 'worker' : 'workers'}`;
  return [
    ...found.engines.map((one) =>
      row(
        'engine',
        one.provider,
        one.reason ?? (one.version && `version ${one.version}`),
        one,
        one.available,
      ),
    ),
    ...found.workbooks.map((one) => row('workbook', one.name, one.description, one)),
    ...found.language_packs.map((one) => row('language-pack', one.name, one.description, one)),
    ...found.stations.map((one) => row('station', one.id, one.description, one)),
    ...found.runners.map((one) =>
      row(
        'runner',
        one.name,
        `${one.kind}, ${workers(one.workers)}: ${one.labels.join(', ')}`,
        one,
        one.workers > 0,
      ),
    ),
    ...found.image_formats.map((one) =>
      row(
        'image-format',
        one.format,
        `${workers(one.workers)}${one.tools.length ? `: ${one.tools.join(', ')}` : ''}`,
        one,
        one.workers > 0,
      ),
    ),
    ...found.stack_providers.map((one) =>
      row('stack-provider', one.provider, one.reason, one, one.available),
    ),
    ...found.stack_templates.map((one) => row('stack-template', one.name, one.description, one)),
    ...found.git_hosts.map((one) => row('git-host', one.name, null, one)),
  ];
}
