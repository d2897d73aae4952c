import process from 'node:process';
import { parseArgs } from 'node:util';
import { Cloud, SERVICE_NAMES } from '../test/openstack/cloud/cloud.mjs';
import { rc, readCredentials } from '../test/openstack/cloud/credentials.mjs';
import { DEFAULTS, stateDirectory } from '../test/openstack/cloud/layout.mjs';

const HELP = `node scripts/openstack.mjs COMMAND [OPTIONS]

A real Keystone, Mistral and Heat on this machine, for the tests: from Debian 12's packages, on loopback, with their own
MariaDB and RabbitMQ. Everything is in one folder: SOLUM_TEST_CLOUD_DIR, now ${stateDirectory()}

  up             install what is missing, start what is dead, make the users; prints demo's credentials
    --token-seconds N   how long Keystone's tokens live (${DEFAULTS.tokenSeconds})
    --solum-url URL     where the catalogue says that Solum is (${DEFAULTS.solumUrl})
  down           stop everything that was started here
    --purge             and remove the folder
  status         what runs, and whether it answers; code 1 when something is not well
    --deep              and have every API do real work
  rc [USER]      a user's credentials as shell exports (demo)
  stop NAME      stop one of ${SERVICE_NAMES.join(', ')}
    --kill              at once, as a crash would
  start NAME     start it again
`;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'token-seconds': { type: 'string', default: String(DEFAULTS.tokenSeconds) },
    'solum-url': { type: 'string', default: DEFAULTS.solumUrl },
    purge: { type: 'boolean', default: false },
    deep: { type: 'boolean', default: false },
    kill: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const [command, name] = positionals;
const print = (text) => process.stdout.write(`${text}\n`);
// The credentials alone are on standard output: it may be read by a shell.
const say = (text) => process.stderr.write(`${text}\n`);
const cloud = new Cloud(stateDirectory(), say);

const COMMANDS = {
  up,
  status,
  down: () => cloud.down({ purge: options.purge }),
  rc: async () => print(rc(readCredentials(cloud.directory), name ?? 'demo')),
  stop: () => cloud.stop(required(name), { kill: options.kill }),
  start: () => cloud.start(required(name)),
};

if (options.help || !Object.hasOwn(COMMANDS, command ?? '')) {
  print(HELP);
  process.exitCode = options.help ? 0 : 2;
} else {
  await COMMANDS[command]().catch((error) => {
    say(error.message);
    process.exitCode = 1;
  });
}

async function up() {
  const tokenSeconds = Number(options['token-seconds']);
  if (!Number.isInteger(tokenSeconds) || tokenSeconds < 1)
    throw new Error('--token-seconds must be a whole number');
  const began = Date.now();
  const credentials = await cloud.up({ tokenSeconds, solumUrl: options['solum-url'] });
  say(`The test cloud is up in ${cloud.directory} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  print(rc(credentials, 'demo'));
}

async function status() {
  const services = await cloud.status();
  if (services.length === 0) say(`No test cloud was started in ${cloud.directory}`);
  for (const { service, well, programs } of services) {
    const running = programs.map((program) => `${program.name} ${program.pid ?? 'not running'}`).join(', ');
    print(`${service.padEnd(10)}${(well ? 'answers' : 'is not well').padEnd(14)}${running}`);
  }
  if (services.length === 0 || services.some(({ well }) => !well)) process.exitCode = 1;
  else if (options.deep) await smoke();
}

async function smoke() {
  const { smokeTest } = await import('../test/openstack/cloud/smoke/smoke.mjs');
  const { failed } = await smokeTest(readCredentials(cloud.directory), print);
  if (failed > 0) process.exitCode = 1;
}

/** @param {string | undefined} given */
function required(given) {
  if (!given) throw new Error(`Which one? ${SERVICE_NAMES.join(', ')}`);
  return given;
}
