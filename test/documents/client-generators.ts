import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const command = (path: string): string => join(process.cwd(), 'node_modules', path);

export interface Generation {
  /** The document's file. */
  readonly document: string;
  /** Where the client goes, beside the program that uses it. */
  readonly directory: string;
  /** Of the service. */
  readonly url: string;
}

export interface ClientGenerator {
  readonly name: string;
  /** Uses the client as its readers would: makes a plan and a pipeline, runs, lists and deletes it, and asks for it once more. */
  readonly program: string;
  generate(generation: Generation): Promise<void>;
}

const PLAN = `{
  version: 1,
  name: 'shop',
  artifacts: [{ name: 'web', content: { href: 'https://git.example.org/shop.git' }, run_cmd: 'npm start' }],
}`;

const REPORT = `console.log(
  JSON.stringify({
    pipeline: pipeline.name,
    trigger: execution.trigger,
    listed: pipelines.map(({ name }) => name),
    refusal: problem?.code,
  }),
);`;

const openapiTypescript: ClientGenerator = {
  name: 'openapi-typescript with openapi-fetch',
  program: `
import createClient from 'openapi-fetch';
import type { paths } from './api.js';

const api = createClient<paths>({ baseUrl: process.argv[2] ?? '' });
const { data: plan } = await api.POST('/v1/plans', { body: ${PLAN} });
if (!plan) throw new Error('no plan');
const { data: pipeline } = await api.POST('/v1/pipelines', {
  body: { name: 'shop', plan_uri: plan.uri, workbook_name: 'build' },
});
if (!pipeline) throw new Error('no pipeline');
const path = { pipeline_id: pipeline.uuid };
const { data: execution } = await api.POST('/v1/pipelines/{pipeline_id}/executions', {
  params: { path },
  body: { ref: 'main' },
});
if (!execution) throw new Error('no execution');
const { data: pipelines = [] } = await api.GET('/v1/pipelines');
await api.DELETE('/v1/pipelines/{pipeline_id}', { params: { path } });
const { error: problem } = await api.GET('/v1/pipelines/{pipeline_id}', { params: { path } });
${REPORT}
`,
  async generate({ document, directory }) {
    const file = command('openapi-typescript/bin/cli.js');
    await run(process.execPath, [file, document, '--output', join(directory, 'api.ts')]);
  },
};

const heyApi: ClientGenerator = {
  name: '@hey-api/openapi-ts',
  program: `
import { client } from './client/client.gen.js';
import { createPipeline, createPlan, deletePipeline, getPipeline, listPipelines, startExecution } from './client/index.js';

client.setConfig({ baseUrl: process.argv[2] ?? '' });
const { data: plan } = await createPlan({ body: ${PLAN}, throwOnError: true });
const { data: pipeline } = await createPipeline({
  body: { name: 'shop', plan_uri: plan.uri, workbook_name: 'build' },
  throwOnError: true,
});
const path = { pipeline_id: pipeline.uuid };
const { data: execution } = await startExecution({ path, body: { ref: 'main' }, throwOnError: true });
const { data: pipelines } = await listPipelines({ throwOnError: true });
await deletePipeline({ path, throwOnError: true });
const { error: problem } = await getPipeline({ path });
${REPORT}
`,
  async generate({ document, directory }) {
    const client = join(directory, 'client');
    await run(process.execPath, [command('@hey-api/openapi-ts/bin/run.js'), '-i', document, '-o', client]);
  },
};

const orval: ClientGenerator = {
  name: 'orval',
  program: `
import { createPipeline, createPlan, deletePipeline, getPipeline, listPipelines, startExecution } from './client.js';

const plan = await createPlan(${PLAN});
if (plan.status !== 201) throw new Error(plan.data.detail);
const made = await createPipeline({ name: 'shop', plan_uri: plan.data.uri, workbook_name: 'build' });
if (made.status !== 201) throw new Error(made.data.detail);
const pipeline = made.data;
const started = await startExecution(pipeline.uuid, { ref: 'main' });
if (started.status !== 202) throw new Error(started.data.detail);
const execution = started.data;
const list = await listPipelines();
if (list.status !== 200) throw new Error(list.data.detail);
const pipelines = list.data;
await deletePipeline(pipeline.uuid);
const gone = await getPipeline(pipeline.uuid);
const problem = gone.status === 404 ? gone.data : undefined;
${REPORT}
`,
  async generate({ document, directory, url }) {
    const output = { target: join(directory, 'client.ts'), client: 'fetch', mode: 'single', baseUrl: url };
    const settings = { solum: { input: document, output } };
    const file = join(directory, 'orval.config.mjs');
    await writeFile(file, `export default ${JSON.stringify(settings)};\n`);
    await run(process.execPath, [command('orval/dist/bin/orval.mjs'), '--config', file]);
  },
};

export const GENERATORS: readonly ClientGenerator[] = [openapiTypescript, heyApi, orval];
