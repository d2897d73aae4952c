import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Execution } from '../support/api-client.js';
import { GitRepository } from '../support/git-repository.js';
import { startService, TestService } from '../support/test-service.js';

const SERVER = `import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
const text = readFileSync('built.txt', 'utf8');
createServer((request, response) => response.end(text)).listen(process.env.PORT, '127.0.0.1');
`;
/** What needs no more than a shell, and is heavier than what comes with the service. */
const SHELL = {
  name: 'shell',
  image: 'docker.io/library/alpine:3',
  detect: [{ file: 'shop.conf', contains: 'kind=shell', weight: 60 }],
  commands: { test: './test.sh', build: 'echo by the pack > built.txt', run: 'exec node server.mjs' },
};

interface Result {
  readonly passed: boolean;
  readonly summary: string;
  readonly language_pack?: Record<string, unknown>;
  readonly run_cmd?: string;
}

describe('a run of a plan with a language pack', () => {
  let service: TestService;
  let repository: GitRepository;
  let count = 0;

  beforeAll(async () => {
    service = await startService({ environment: { SOLUM_WORKFLOW_ENGINE: 'embedded' } });
    await service.api.post('/v1/language_packs', SHELL).expect(201);
  });

  afterAll(() => service.close());

  beforeEach(async () => {
    repository = await GitRepository.make(join(service.config.dataDir, 'repositories', String(count++)));
  });

  async function run(artifact: object, workbook = 'unit_test'): Promise<Execution> {
    const web = { name: 'web', content: { href: pathToFileURL(repository.path).href }, ...artifact };
    const { uri } = await service.api.createPlan({ artifacts: [web] });
    const pipeline = await service.api.createPipeline({ plan_uri: uri, workbook_name: workbook });
    return service.api.ended(pipeline.last_execution, 60_000);
  }

  async function task(execution: Execution, name: string) {
    const found = (await service.api.tasks(execution.uuid)).find((each) => each.name === name);
    const path = `/v1/executions/${execution.uuid}/tasks/${name}/log`;
    const { text } = await service.api.get(path).expect(200);
    return { verdict: found?.verdict, result: found?.result as Result, log: text };
  }

  it('that says auto runs npm test where package.json is, and tells why', async () => {
    await repository.commit({
      'package.json': JSON.stringify({
        name: 'shop',
        version: '1.0.0',
        scripts: { test: 'echo the tests ran' },
      }),
    });
    const { verdict, result, log } = await task(await run({ language_pack: 'auto' }), 'unit_test');
    expect(log).toContain('auto chose node: package.json is there; test: ');
    expect(log).toContain('\nthe tests ran\n');
    expect({ verdict, result }).toMatchObject({
      verdict: 'pass',
      result: {
        summary: 'the unit tests passed',
        language_pack: {
          name: 'node',
          origin: 'built-in',
          detected: true,
          reason: 'package.json is there',
          image: 'docker.io/library/node:24',
          command: expect.stringContaining('npm test'),
          commands: { run: 'npm start' },
        },
      },
    });
  }, 90_000);

  it('detects the project’s own pack by what a file holds, and fails as its command does', async () => {
    await repository.commit({
      'shop.conf': 'kind=shell\n',
      'package.json': '{}',
      'test.sh': '#!/bin/sh\necho wrong; exit 3\n',
    });
    const { verdict, result, log } = await task(await run({ language_pack: 'auto' }), 'unit_test');
    expect(log).toContain('auto chose shell: shop.conf contains "kind=shell"; test: ./test.sh\n');
    expect({ verdict, result }).toMatchObject({
      verdict: 'fail',
      result: {
        exit_code: 3,
        language_pack: { name: 'shell', origin: 'project', command: './test.sh' },
      },
    });
  }, 60_000);

  it('that names a pack takes its command, whatever the source looks like', async () => {
    await repository.commit({ 'package.json': '{}', 'test.sh': '#!/bin/sh\necho tested\n' });
    const { verdict, result, log } = await task(await run({ language_pack: 'shell' }), 'unit_test');
    expect(verdict).toBe('pass');
    expect(log).toContain('language pack shell; test: ./test.sh\n');
    expect(result.language_pack).toMatchObject({ name: 'shell', detected: false, reason: 'it is named' });
  }, 60_000);

  it('keeps to the commands of the plan', async () => {
    await repository.commit({ 'package.json': '{}' });
    const asked = { language_pack: 'auto', unittest_cmd: 'echo by the plan' };
    const { verdict, result, log } = await task(await run(asked), 'unit_test');
    expect(verdict).toBe('pass');
    expect(log).toContain('auto chose node: package.json is there; test: as the plan says\n');
    expect(log).toContain('\nby the plan\n');
    expect(result.language_pack).toMatchObject({ name: 'node', command: null });
  }, 60_000);

  it('fails where auto finds nothing, and lists what was looked for', async () => {
    await repository.commit({ 'README.md': 'a shop' });
    const { verdict, result } = await task(await run({ language_pack: 'auto' }), 'unit_test');
    expect(verdict).toBe('fail');
    expect(result.summary).toMatch(
      /^auto found no language pack: .*Cargo\.toml \(rust\).*package\.json \(node\)/,
    );
    expect(result.summary).toMatch(/shop\.conf \(shell\).*Give the plan a unittest_cmd, or /);
  }, 60_000);

  it('that has its own command needs no pack', async () => {
    await repository.commit({ 'README.md': 'a shop' });
    const asked = { language_pack: 'auto', unittest_cmd: 'echo by the plan' };
    const { verdict, result, log } = await task(await run(asked), 'unit_test');
    expect(verdict).toBe('pass');
    expect(log).toContain('auto found no language pack');
    expect(result).not.toHaveProperty('language_pack');
  }, 60_000);

  it('is not led out of the source by a link', async () => {
    await repository.commit({ 'README.md': 'a shop' });
    await symlink('/etc/passwd', join(repository.path, 'package.json'));
    await repository.commit({ a: 'a' });
    const { verdict, result } = await task(await run({ language_pack: 'auto' }), 'unit_test');
    expect([verdict, result.summary]).toEqual([
      'fail',
      expect.stringContaining('auto found no language pack'),
    ]);
  }, 60_000);

  it('without a pack is as it was', async () => {
    await repository.commit({ 'package.json': '{}' });
    const { verdict, result } = await task(await run({}), 'unit_test');
    expect(verdict).toBe('pass');
    expect(result).toMatchObject({ summary: 'the plan names no unit tests' });
    expect(result).not.toHaveProperty('language_pack');
  }, 60_000);

  it('is tested, built and started by the pack alone', async () => {
    await repository.commit({
      'shop.conf': 'kind=shell\n',
      'server.mjs': SERVER,
      'test.sh': '#!/bin/sh\necho tested\n',
    });
    const execution = await run({ language_pack: 'auto' }, 'test_build_deploy');
    expect([execution.state, execution.state_info]).toEqual(['SUCCESS', null]);
    expect(await (await fetch(String(execution.outputs.url))).text()).toBe('by the pack\n');
    const { result, log } = await task(execution, 'image_build');
    expect(log).toContain('auto chose shell: ');
    expect(result).toMatchObject({
      run_cmd: 'exec node server.mjs',
      language_pack: { name: 'shell', command: 'echo by the pack > built.txt' },
    });
  }, 90_000);

  it('is started by the command of the plan, where it has one', async () => {
    await repository.commit({
      'shop.conf': 'kind=shell\n',
      'other.mjs': SERVER.replace('built.txt', 'shop.conf'),
      'test.sh': '#!/bin/sh\n',
    });
    const asked = { language_pack: 'shell', build_cmd: 'true', run_cmd: 'exec node other.mjs' };
    const execution = await run(asked, 'build_deploy');
    expect([execution.state, execution.state_info]).toEqual(['SUCCESS', null]);
    expect(await (await fetch(String(execution.outputs.url))).text()).toBe('kind=shell\n');
  }, 90_000);

  it('needs no pack to be built, where it says how it is started', async () => {
    await repository.commit({ 'README.md': 'a shop' });
    const built = await run({ language_pack: 'auto', run_cmd: 'true' }, 'build');
    expect((await task(built, 'image_build')).verdict).toBe('pass');
    const { verdict, result } = await task(await run({ language_pack: 'auto' }, 'build'), 'image_build');
    expect([verdict, result.summary]).toEqual([
      'fail',
      expect.stringMatching(/Give the plan a build_cmd or a run_cmd/),
    ]);
  }, 90_000);

  it('leaves a Containerfile to build the source, with the commands of its pack left out', async () => {
    await repository.commit({
      'shop.conf': 'kind=shell\n',
      Containerfile: 'FROM scratch\nCOPY shop.conf /\n',
    });
    const { verdict, result, log } = await task(
      await run({ language_pack: 'shell' }, 'build'),
      'image_build',
    );
    expect(verdict).toBe('pass');
    const byRecipe = log.includes('building Containerfile with ');
    expect(log).toContain(byRecipe ? 'build: its recipe builds it' : 'build: echo by the pack');
    expect(result.language_pack?.command).toBe(byRecipe ? null : SHELL.commands.build);
  }, 90_000);
});
