import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureInstalled } from './prepare.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const runner = join(root, 'test/conformance');

await ensureInstalled();
const { status } = spawnSync(
  process.execPath,
  [
    '--import',
    pathToFileURL(join(root, 'test/support/typescript.mjs')).href,
    join(runner, 'run.ts'),
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
