import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startService, type TestService } from '../support/test-service.js';
import { GENERATORS } from './client-generators.js';

const run = promisify(execFile);
const ROOT = process.cwd();
const TYPESCRIPT = join(ROOT, 'node_modules/typescript/bin/tsc');
const STRICT = {
  compilerOptions: {
    strict: true,
    noUncheckedIndexedAccess: true,
    target: 'ES2023',
    module: 'NodeNext',
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    types: ['node'],
    skipLibCheck: true,
    outDir: 'out',
  },
  include: ['**/*.ts'],
};

jest.setTimeout(120_000);

describe.each(GENERATORS)('a client that $name makes of the API’s document', (generator) => {
  let service: TestService;
  let directory: string;

  beforeAll(async () => {
    service = await startService();
    // Below node_modules, so that what the client imports is found.
    const cache = join(ROOT, 'node_modules/.cache');
    await mkdir(cache, { recursive: true });
    directory = await mkdtemp(join(cache, 'generated-client-'));
    await writeFile(join(directory, 'package.json'), '{"type":"module"}');
    await writeFile(join(directory, 'tsconfig.json'), JSON.stringify(STRICT));
    await writeFile(join(directory, 'program.ts'), generator.program);
    await generator.generate({
      document: join(ROOT, 'docs/api/openapi.json'),
      directory,
      url: service.config.publicUrl,
    });
  });

  afterAll(async () => {
    await rm(directory, { recursive: true, force: true });
    await service.close();
  });

  it('compiles under strict, and creates, runs and deletes a pipeline', async () => {
    await run(process.execPath, [TYPESCRIPT, '--project', directory]).catch(({ stdout }) => {
      throw new Error(String(stdout));
    });
    const { stdout } = await run(process.execPath, [
      join(directory, 'out/program.js'),
      service.config.publicUrl,
    ]);
    expect(JSON.parse(stdout)).toEqual({
      pipeline: 'shop',
      trigger: 'manual',
      listed: ['shop'],
      refusal: 'pipeline.not_found',
    });
  });
});
