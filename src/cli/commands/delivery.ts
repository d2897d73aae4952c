import { Option } from 'commander';
import { dataOf, itemsOf, type Schemas } from '../../client/index.js';
import { findPipeline } from '../find.js';
import { given } from '../inputs.js';
import type { Column } from '../output/column.js';
import type { FormatChoice } from '../output/print.js';
import { type PageChoice, pageQuery, type Shell } from '../shell.js';
import type { SolumCommand } from '../solum-command.js';
import { keyOf } from './pipeline.js';

const COLUMNS: readonly Column<Schemas['Delivery']>[] = [
  { title: 'ID', of: ({ uuid }) => uuid },
  { title: 'Received At', of: ({ received_at }) => received_at },
  { title: 'Host', of: ({ host }) => host },
  { title: 'Event', of: ({ event }) => event },
  { title: 'Ref', of: ({ ref }) => ref },
  { title: 'Verdict', of: ({ verdict }) => verdict },
  { title: 'Reason', of: ({ reason }) => reason },
  { title: 'Execution', of: ({ execution_id }) => execution_id, long: true },
  { title: 'Signature', of: ({ signature }) => signature, long: true },
  { title: 'Commit', of: ({ commit }) => commit, long: true },
  { title: 'From', of: ({ remote_address }) => remote_address, long: true },
];
const VERDICTS = ['started', 'ignored', 'duplicate', 'rejected', 'rate_limited'];
const FIRST_PAGE = 50;

interface ListOptions extends FormatChoice, PageChoice {
  readonly verdict?: string;
  readonly ref?: string;
  readonly commit?: string;
}

export function addDeliveryCommands(program: SolumCommand, shell: Shell): void {
  const group = program.command('delivery').description('webhooks that came in, and what became of them');
  group
    .command('list <pipeline>')
    .description('list the webhooks of a pipeline, newest first')
    .addOption(new Option('--verdict <verdict>', 'only those of this verdict').choices(VERDICTS))
    .option('--ref <ref>', 'only those of this branch or tag')
    .option('--commit <hash>', 'only those of this commit')
    .option('--long', 'more columns')
    .pages(FIRST_PAGE)
    .printsList()
    .examples('solum delivery list shop', 'solum delivery list shop --verdict rejected')
    .action(async (pipeline: string, options: ListOptions) => {
      const client = await shell.client();
      const { uuid } = await findPipeline(client, pipeline);
      const { verdict, ref, commit } = options;
      const most = pageQuery({ ...options, limit: options.limit ?? FIRST_PAGE });
      const pages = itemsOf((page) =>
        client.GET('/v1/pipelines/{pipeline_id}/deliveries', {
          params: {
            path: { pipeline_id: uuid },
            query: { ...given({ verdict, ref, commit }), ...most, ...page },
          },
        }),
      );
      await shell.list(COLUMNS, pages, options, FIRST_PAGE);
    });
  group
    .command('show <pipeline> <delivery>')
    .description('show a webhook: its signature, and every rule that was asked')
    .printsRecord()
    .examples('solum delivery show shop 0d9f5f0e-44c7-4d5b-8d06-6d2f3c1c7f52')
    .action(async (pipeline: string, delivery_id: string, options: FormatChoice) => {
      const client = await shell.client();
      const { uuid } = await findPipeline(client, pipeline);
      const params = { path: { pipeline_id: uuid, delivery_id } };
      const delivery = client.GET('/v1/pipelines/{pipeline_id}/deliveries/{delivery_id}', { params });
      shell.record({ ...(await dataOf(delivery)) }, options);
    });
  group
    .command('redeliver <pipeline> <delivery>')
    .description('judge a webhook again, by the rules of now')
    .idempotent()
    .printsRecord()
    .examples('solum delivery redeliver shop 0d9f5f0e-44c7-4d5b-8d06-6d2f3c1c7f52')
    .action(
      async (pipeline: string, delivery_id: string, options: FormatChoice & { idempotencyKey?: string }) => {
        const client = await shell.client();
        const { uuid } = await findPipeline(client, pipeline);
        const again = client.POST('/v1/pipelines/{pipeline_id}/deliveries/{delivery_id}/redeliver', {
          params: { path: { pipeline_id: uuid, delivery_id }, header: keyOf(options) },
        });
        shell.record({ ...(await dataOf(again)) }, options);
      },
    );
}
