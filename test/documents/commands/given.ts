import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findMariadb } from '../../../scripts/mariadb.mjs';
import { GitRepository } from '../../support/git-repository.js';
import { until } from '../../support/until.js';
import type { Reader } from './reader.js';

const RUN_MS = 60_000;
const ALL_SOURCES = 'SOLUM_SOURCE_PROTOCOLS=https,ssh,git,file npm start';

/** One task, which people decide. */
const APPROVAL_ONLY = `
version: '2.0'
name: approval_only
workflows:
  main:
    tasks:
      approve:
        action: std.mistral_http
        input:
          url: <% env().solum.stations_url %>/approval/jobs
          method: POST
          headers:
            Content-Type: application/json
            X-Station-Credential: <% env().solum.credential %>
          body: {message: Deploy it?}
`;

type Prepare = (reader: Reader) => Promise<void>;

/** What pages take for granted, by the words that they say it with. */
const GIVEN: Readonly<Record<string, Prepare>> = {
  'a service': service,
  'a pipeline': async (reader) => {
    const execution = await pipeline(reader, 'unit_test', 'test -s greeting.txt');
    await ended(reader, execution);
  },
  'a pipeline of a repository at GitHub': async (reader) => {
    await service(reader);
    await pipelineOf(reader, 'https://github.com/example/shop.git', 'unit_test', 'true');
  },
  'a pipeline on MariaDB': async (reader) => {
    await useMariadb(reader);
    await ended(reader, await pipeline(reader, 'unit_test', 'test -s greeting.txt'));
  },
  'a run': async (reader) => {
    const execution = await pipeline(reader, 'unit_test', 'sleep 600');
    await until(async () => (await stateOf(reader, execution)) === 'RUNNING', RUN_MS);
  },
  'a run that waits for an approval': async (reader) => {
    await service(reader);
    await reader.api.post('/v1/workbooks').type('text/plain').send(APPROVAL_ONLY).expect(201);
    const execution = await register(reader, 'approval_only', 'true');
    await until(async () => (await verdictOf(reader, execution, 'approve')) === 'waiting', RUN_MS);
  },
};

/** Prepared where there is one: test/openstack runs these pages. */
export const A_CLOUD = 'a cloud';

export const GIVENS = [...Object.keys(GIVEN), A_CLOUD];

/** Makes it, and gives the page's commands `$SOLUM`, `$PLAN`, `$PIPELINE` and `$EXECUTION`. */
export async function prepareGiven(given: string, reader: Reader): Promise<void> {
  const prepare = GIVEN[given];
  if (!prepare) throw new Error(`Nobody knows what "${given}" is. There are: ${GIVENS.join(', ')}.`);
  await prepare(reader);
}

/** A database of the page's own, and the client's settings for it. */
async function useMariadb(reader: Reader): Promise<void> {
  const server = await findMariadb();
  const name = `solum_test_reader_${process.pid}_${Date.now()}`;
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  const client = `[client]\nhost=${url.hostname}\nport=${url.port}\nuser=${url.username}\n`;
  await writeFile(join(reader.home, '.my.cnf'), client);
  await reader.define('DATABASE', name);
  await reader.follow({ text: 'mariadb -e "CREATE DATABASE $DATABASE"' });
  await reader.follow({ text: `export DATABASE_URL='${url.href}'` });
  reader.afterwards(async () => {
    await reader.follow({ text: 'mariadb -e "DROP DATABASE $DATABASE"' });
    await server.stop();
  });
}

async function service(reader: Reader): Promise<void> {
  await reader.follow({ text: ALL_SOURCES });
  await reader.define('SOLUM', reader.api.url);
}

async function pipeline(reader: Reader, workbook: string, command: string): Promise<string> {
  await service(reader);
  return register(reader, workbook, command);
}

async function register(reader: Reader, workbook: string, command: string): Promise<string> {
  const repository = await GitRepository.make(join(reader.directory, 'given'));
  await repository.commit({ 'greeting.txt': 'hello\n' });
  return pipelineOf(reader, `file://${repository.path}`, workbook, command);
}

async function pipelineOf(reader: Reader, href: string, workbook: string, command: string): Promise<string> {
  const artifact = { name: 'web', content: { href }, unittest_cmd: command };
  const plan = await reader.api.createPlan({ name: 'shop', artifacts: [artifact] });
  const made = await reader.api.createPipeline({ plan_uri: plan.uri, workbook_name: workbook });
  await reader.define('PLAN', plan.uuid);
  await reader.define('PIPELINE', made.uuid);
  await reader.define('EXECUTION', made.last_execution ?? '');
  return made.last_execution ?? '';
}

async function stateOf(reader: Reader, execution: string): Promise<string> {
  const { body } = await reader.api.get(`/v1/executions/${execution}`).expect(200);
  return (body as { state: string }).state;
}

async function verdictOf(reader: Reader, execution: string, task: string): Promise<string> {
  const { body } = await reader.api.get(`/v1/executions/${execution}/tasks/${task}`).expect(200);
  return (body as { verdict: string }).verdict;
}

async function ended(reader: Reader, execution: string): Promise<void> {
  await until(async () => ['SUCCESS', 'ERROR'].includes(await stateOf(reader, execution)), RUN_MS);
}
