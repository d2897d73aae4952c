import openapiTS, { astToString } from 'openapi-typescript';
import { readFileSync, writeFileSync } from 'node:fs';
import { ensureInstalled } from './prepare.mjs';

const document = new URL('../docs/api/openapi.json', import.meta.url);
const committed = new URL('../src/client/api.ts', import.meta.url);
const BANNER = '// Generated from docs/api/openapi.json by "npm run client": do not edit.\n\n';

await ensureInstalled();
const generated = BANNER + astToString(await openapiTS(document, { defaultNonNullable: false }));
if (!process.argv.includes('--check')) {
  writeFileSync(committed, generated);
  process.stdout.write('Wrote src/client/api.ts\n');
} else if (readFileSync(committed, 'utf8') === generated) {
  process.stdout.write('src/client/api.ts agrees with docs/api/openapi.json.\n');
} else {
  process.stderr.write(
    'src/client/api.ts is not what docs/api/openapi.json says: run "npm run client" and look at the difference.\n',
  );
  process.exitCode = 1;
}
