import { dataOf } from '../../client/index.js';
import { findPipeline } from '../find.js';
import { given } from '../inputs.js';
import type { FormatChoice } from '../output/print.js';
import type { Shell } from '../shell.js';
import { type SolumCommand, wholeNumber } from '../solum-command.js';

/** What a pipeline's git host talks to, and in whose name the service acts then. */
export function addTriggerCommands(program: SolumCommand, shell: Shell): void {
  const group = program.command('trigger').description('where git hosts send their webhooks of a pipeline');
  group
    .command('show <pipeline>')
    .description('show what is believed at the trigger, and what starts a run')
    .printsRecord()
    .examples('solum trigger show shop', 'solum trigger show shop -f value -c trigger_uri')
    .action(async (pipeline: string, options: FormatChoice) => {
      const client = await shell.client();
      const params = { path: { pipeline_id: (await findPipeline(client, pipeline)).uuid } };
      shell.record(
        { ...(await dataOf(client.GET('/v1/pipelines/{pipeline_id}/trigger', { params }))) },
        options,
      );
    });
  group
    .command('rotate-secret <pipeline>')
    .description('make a new secret for the git host; it is shown this once')
    .option('--overlap <seconds>', 'how long the old one is believed too (default: 3600)', wholeNumber)
    .printsRecord()
    .examples('solum trigger rotate-secret shop --overlap 600')
    .action(async (pipeline: string, { overlap, ...options }: FormatChoice & { overlap?: number }) => {
      const client = await shell.client();
      const params = { path: { pipeline_id: (await findPipeline(client, pipeline)).uuid } };
      const rotated = client.POST('/v1/pipelines/{pipeline_id}/trigger/rotate-secret', {
        params,
        body: given({ overlap }),
      });
      shell.record({ ...(await dataOf(rotated)) }, options);
    });
}

export function addDelegationCommands(program: SolumCommand, shell: Shell): void {
  const group = program
    .command('delegation')
    .description('whether the service can act for a pipeline’s owner');
  group
    .command('show <pipeline>')
    .description('show for whom the service acts, with which roles, and whether it works')
    .printsRecord()
    .examples('solum delegation show shop', 'solum delegation show shop -f value -c status')
    .action(async (pipeline: string, options: FormatChoice) => {
      const client = await shell.client();
      const params = { path: { pipeline_id: (await findPipeline(client, pipeline)).uuid } };
      shell.record(
        { ...(await dataOf(client.GET('/v1/pipelines/{pipeline_id}/delegation', { params }))) },
        options,
      );
    });
  group
    .command('renew <pipeline>')
    .description('let the service act for you from now on')
    .printsRecord()
    .examples('solum delegation renew shop')
    .action(async (pipeline: string, options: FormatChoice) => {
      const client = await shell.client();
      const params = { path: { pipeline_id: (await findPipeline(client, pipeline)).uuid } };
      const renewed = client.POST('/v1/pipelines/{pipeline_id}/delegation/renew', { params });
      shell.record({ ...(await dataOf(renewed)) }, options);
    });
}
