import { Option } from 'commander';
import { addCapabilityCommands } from './commands/capability.js';
import { addDeliveryCommands } from './commands/delivery.js';
import { addExecutionCommands } from './commands/execution.js';
import { addLanguagePackCommands } from './commands/language-pack.js';
import { addPipelineCommands } from './commands/pipeline.js';
import { addPlanCommands } from './commands/plan.js';
import { addScheduleCommands } from './commands/schedule.js';
import { addSecretCommands } from './commands/secret.js';
import { addDelegationCommands, addTriggerCommands } from './commands/trigger.js';
import { addWorkbookCommands } from './commands/workbook.js';
import { addCompletionCommands } from './completion.js';
import { Shell } from './shell.js';
import { SolumCommand } from './solum-command.js';

/** Options as OpenStackClient has them, each with its OS_… variable. */
const CLOUD_OPTIONS: readonly (readonly [string, string])[] = [
  ['--os-cloud <name>', 'the cloud of clouds.yaml (OS_CLOUD)'],
  ['--os-auth-type <type>', 'password, v3applicationcredential, v3token, admin_token or none'],
  ['--os-auth-url <url>', 'where Keystone is'],
  ['--os-username <name>', 'user'],
  ['--os-user-id <id>', 'user, by id'],
  ['--os-password <password>', 'better asked for, or in OS_PASSWORD'],
  ['--os-user-domain-name <name>', 'domain of the user'],
  ['--os-user-domain-id <id>', 'domain of the user, by id'],
  ['--os-project-name <name>', 'project'],
  ['--os-project-id <id>', 'project, by id'],
  ['--os-project-domain-name <name>', 'domain of the project'],
  ['--os-project-domain-id <id>', 'domain of the project, by id'],
  ['--os-application-credential-id <id>', 'application credential'],
  ['--os-application-credential-name <name>', 'application credential, by name'],
  ['--os-application-credential-secret <secret>', 'its secret'],
  ['--os-token <token>', 'a token in place of a password'],
  ['--os-endpoint <url>', 'where the service is, whatever the catalogue says'],
  ['--os-region-name <name>', 'region'],
  ['--os-interface <interface>', 'public, internal or admin'],
  ['--os-cacert <file>', 'certificates of the authorities that are trusted'],
  ['--os-cert <file>', 'client certificate'],
  ['--os-key <file>', 'its key'],
];

export function makeProgram(version: string): SolumCommand {
  const program = new SolumCommand('solum')
    .description('Pipelines from a commit to a running application.')
    .version(version)
    .exitOverride()
    .showHelpAfterError('(--help shows what there is)')
    .helpCommand('help [command...]', 'show the help of a command')
    .option('--debug', 'show on standard error what is asked of whom')
    .option('--insecure', 'take certificates unseen');
  for (const [flags, description] of CLOUD_OPTIONS)
    program.addOption(new Option(flags, description).helpGroup('Cloud:'));
  program
    .examples(
      'solum plan create plan.yaml',
      'solum pipeline create shop --plan shop --workbook test_build_deploy',
      'solum pipeline watch shop',
    )
    .addHelpText(
      'after',
      '\nWithout a cloud it asks the service of this machine, at http://127.0.0.1:9777.\n' +
        'Exit codes: 0 done, 1 the run failed, 2 not understood, 3 refused or not found, 4 not allowed, 5 not reached.\n',
    );
  const shell = new Shell(program);
  for (const add of [
    addPipelineCommands,
    addPlanCommands,
    addExecutionCommands,
    addWorkbookCommands,
    addLanguagePackCommands,
    addDeliveryCommands,
    addScheduleCommands,
    addSecretCommands,
    addTriggerCommands,
    addDelegationCommands,
    addCapabilityCommands,
    addCompletionCommands,
  ])
    add(program, shell);
  return program;
}
