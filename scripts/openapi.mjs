import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureBuilt, ensureInstalled } from './prepare.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const committed = join(root, 'docs/api/openapi.json');

await ensureInstalled();
await ensureBuilt();
const generated = await generate();
if (!process.argv.includes('--check')) {
  writeFileSync(committed, generated);
  process.stdout.write(`Wrote ${committed}\n`);
} else if (readFileSync(committed, 'utf8') === generated) {
  process.stdout.write('docs/api/openapi.json agrees with the code.\n');
} else {
  process.stderr.write(
    'docs/api/openapi.json is not what the code says: run "npm run openapi" and look at the difference.\n',
  );
  process.exitCode = 1;
}

/** The document of the service as it is built; nothing listens for it. */
async function generate() {
  const dataDir = mkdtempSync(join(tmpdir(), 'solum-openapi-'));
  const load = (file) => import(pathToFileURL(join(root, 'dist', file)).href);
  await import('reflect-metadata');
  const { loadConfig } = await load('config/app-config.js');
  const { createApplication } = await load('application.js');
  const { openApiDocument } = await load('openapi.js');
  const config = loadConfig({ SOLUM_DATA_DIR: dataDir, SOLUM_LOG_LEVEL: 'silent', SOLUM_ROLES: 'api' });
  const app = await createApplication(config);
  const document = openApiDocument(app);
  await app.close();
  rmSync(dataDir, { recursive: true, force: true });
  return `${JSON.stringify(document, null, 2)}\n`;
}
