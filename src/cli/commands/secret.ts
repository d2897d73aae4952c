import { dataOf, type Schemas, type SolumClient } from '../../client/index.js';
import { askSecretly } from '../cloud/ask-secretly.js';
import { usageError } from '../exit-code.js';
import { findPipeline, findPlan } from '../find.js';
import { readDocument } from '../inputs.js';
import type { Column } from '../output/column.js';
import type { FormatChoice } from '../output/print.js';
import type { Shell } from '../shell.js';
import type { SolumCommand } from '../solum-command.js';

const COLUMNS: readonly Column<Schemas['Secret']>[] = [
  { title: 'Name', of: ({ name }) => name },
  { title: 'Version', of: ({ version }) => version },
  { title: 'Set By', of: ({ set_by_name }) => set_by_name },
  { title: 'Set At', of: ({ set_at }) => set_at },
];

interface OwnerOptions {
  readonly pipeline?: string;
  readonly plan?: string;
}

type Owner = { readonly pipeline_id: string } | { readonly plan_id: string };

const owned = (command: SolumCommand): SolumCommand =>
  command
    .option('--pipeline <pipeline>', 'of this pipeline (name or id)')
    .option('--plan <plan>', 'of this plan (name or id)');

/** Secrets have an owner; their values go in and never come out. */
export function addSecretCommands(program: SolumCommand, shell: Shell): void {
  const group = program.command('secret').description('what the commands of runs get, and nobody reads back');
  owned(group.command('list'))
    .description('list the secrets of a plan or a pipeline, without their values')
    .printsList()
    .examples('solum secret list --pipeline shop')
    .action(async (options: FormatChoice & OwnerOptions) => {
      const client = await shell.client();
      const owner = await ownerOf(client, options);
      const secrets =
        'plan_id' in owner
          ? client.GET('/v1/plans/{plan_id}/secrets', { params: { path: owner } })
          : client.GET('/v1/pipelines/{pipeline_id}/secrets', { params: { path: owner } });
      await shell.list(COLUMNS, await dataOf<Schemas['Secret'][]>(secrets), options);
    });
  owned(group.command('set <name>'))
    .description(
      'set a secret; its value is asked for, or read from a file or standard input, never given as an argument',
    )
    .option('--from-file <file>', 'the value, to the letter; - reads standard input')
    .examples(
      'solum secret set NPM_TOKEN --plan shop',
      'printf %s "$TOKEN" | solum secret set NPM_TOKEN --plan shop --from-file -',
    )
    .action(async (secret_name: string, options: OwnerOptions & { fromFile?: string }) => {
      const client = await shell.client();
      const owner = await ownerOf(client, options);
      const body = { value: await valueOf(secret_name, options.fromFile) };
      if ('plan_id' in owner)
        await client.PUT('/v1/plans/{plan_id}/secrets/{secret_name}', {
          params: { path: { ...owner, secret_name } },
          body,
        });
      else
        await client.PUT('/v1/pipelines/{pipeline_id}/secrets/{secret_name}', {
          params: { path: { ...owner, secret_name } },
          body,
        });
    });
  owned(group.command('delete <name>'))
    .description('delete a secret')
    .asksFirst()
    .examples('solum secret delete NPM_TOKEN --pipeline shop')
    .action(async (secret_name: string, options: OwnerOptions & { yes?: boolean }) => {
      const client = await shell.client();
      const owner = await ownerOf(client, options);
      await shell.confirm(`Delete the secret ${secret_name}? Its value is gone then.`, options);
      if ('plan_id' in owner)
        await client.DELETE('/v1/plans/{plan_id}/secrets/{secret_name}', {
          params: { path: { ...owner, secret_name } },
        });
      else
        await client.DELETE('/v1/pipelines/{pipeline_id}/secrets/{secret_name}', {
          params: { path: { ...owner, secret_name } },
        });
    });
}

async function ownerOf(client: SolumClient, { pipeline, plan }: OwnerOptions): Promise<Owner> {
  if ((pipeline === undefined) === (plan === undefined))
    throw usageError('Whose secret? Give either --pipeline or --plan.');
  return pipeline === undefined
    ? { plan_id: (await findPlan(client, plan ?? '')).uuid }
    : { pipeline_id: (await findPipeline(client, pipeline)).uuid };
}

async function valueOf(name: string, file: string | undefined): Promise<string> {
  const value = file === undefined ? await askSecretly(`Value of ${name}: `) : await readDocument(file);
  if (value === undefined || value === '')
    throw usageError(
      'There is no value: give it with --from-file FILE, or --from-file - for standard input.',
    );
  return value;
}
