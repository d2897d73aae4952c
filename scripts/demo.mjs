import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { COMMANDS, pushPayload, SampleApplication, signatureOf } from './demo/sample-application.mjs';
import { freePort, Service } from './demo/service.mjs';
import { tailOfLog, watchRun } from './demo/watch-run.mjs';
import { ensureBuilt, ensureInstalled } from './prepare.mjs';

const HELP = `npm run demo [-- OPTIONS]

Starts the service with nothing prepared, makes a small application as a git repository, and takes it
from commit to running application through a pipeline.

  --exit   end when the runs have ended: code 0 when they ended as they should
  --fail   commit a failing test first, show what failed and why, then fix it
  --port N listen there (default 9777, or any free port)
  --help   this text
`;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values: options } = parseArgs({
  options: {
    exit: { type: 'boolean', default: false },
    fail: { type: 'boolean', default: false },
    port: { type: 'string', default: '9777' },
    help: { type: 'boolean', default: false },
  },
});

const say = (text) => process.stdout.write(`${text}\n`);
const title = (text) => say(`\n${process.stdout.isTTY ? `\u001b[1m${text}\u001b[0m` : text}`);

if (options.help) {
  say(HELP);
} else {
  await main().catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}

async function main() {
  await ensureInstalled();
  await ensureBuilt();
  const directory = mkdtempSync(join(tmpdir(), 'solum-demo-'));
  const service = await Service.start({
    root,
    dataDir: join(directory, 'data'),
    port: await freePort(Number(options.port)),
  });
  const stop = async () => {
    await service.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => void stop().then(() => process.exit(0)));
  try {
    const passed = await play(service, new SampleApplication(join(directory, 'sample-application')));
    process.exitCode = passed ? 0 : 1;
  } catch (error) {
    await stop();
    throw error;
  }
  if (options.exit) return stop();
  say('\nIt keeps running. Ctrl-C ends it and removes what it made.');
  await service.exited;
}

/** @returns whether everything went as it should */
async function play(service, application) {
  say(
    `The dashboard is at ${service.url}/dashboard; the API answers at ${service.url} (documentation at /docs).`,
  );
  const pipeline = await register(service, application);

  title('1. Creating the pipeline started its first run');
  let passed = await follow(service, pipeline.last_execution, 'SUCCESS');
  if (options.fail) {
    title('2. A push breaks a test');
    passed = (await push(service, pipeline, application.greet('Goodbye'), 'ERROR')) && passed;
    title('3. Another push mends it');
    passed = (await push(service, pipeline, application.greet('Hello again'), 'SUCCESS')) && passed;
  } else {
    title('2. A push to the repository starts the next');
    passed =
      (await push(service, pipeline, application.greet('Hello from the second commit'), 'SUCCESS')) && passed;
  }

  const { last_execution: last } = await service.call('GET', `/v1/pipelines/${pipeline.uuid}`);
  const { outputs } = await service.call('GET', `/v1/executions/${last}`);
  title('Running now');
  say(`    application  ${outputs.url}  answers "${(await (await fetch(outputs.url)).text()).trim()}"`);
  say(`    dashboard    ${service.url}/dashboard/pipelines/${pipeline.uuid}`);
  say(`    API          ${service.url}/v1/pipelines/${pipeline.uuid}`);
  say(`    webhook      ${pipeline.trigger_uri}`);
  return passed;
}

async function register(service, application) {
  const plan = await service.call('POST', '/v1/plans', {
    version: 1,
    name: 'sample-application',
    description: 'A web server of a few lines',
    artifacts: [{ name: 'web', content: { href: application.url }, ...COMMANDS }],
  });
  say(`Plan ${plan.name}: ${application.url}`);
  const pipeline = await service.call('POST', '/v1/pipelines', {
    name: 'sample-application',
    plan_uri: plan.uri,
    workbook_name: 'test_build_deploy',
  });
  say(`Pipeline ${pipeline.name} runs the workbook ${pipeline.workbook_name}.`);
  return pipeline;
}

async function push(service, pipeline, commit, expected) {
  say(`    POST ${new URL(pipeline.trigger_uri).pathname}  push of ${commit.slice(0, 12)} to main`);
  const path = new URL(pipeline.trigger_uri).pathname;
  const payload = pushPayload(commit);
  const { execution_id: id } = await service.call('POST', path, payload, {
    'X-GitHub-Event': 'push',
    'X-Hub-Signature-256': signatureOf(payload, pipeline.trigger_secret),
  });
  return follow(service, id, expected);
}

async function follow(service, executionId, expected) {
  const { execution, tasks } = await watchRun(service, executionId);
  for (const task of tasks.filter(({ verdict }) => verdict === 'fail')) {
    say(`\n    The job ${task.name} failed. The end of its log:`);
    for (const text of await tailOfLog(service, task)) say(`      | ${text}`);
  }
  const asExpected = execution.state === expected;
  say(
    `    => ${execution.state}${asExpected ? '' : `, but ${expected} was expected: ${execution.state_info ?? ''}`}`,
  );
  return asExpected;
}
