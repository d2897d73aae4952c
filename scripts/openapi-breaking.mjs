import { readFileSync, writeFileSync } from 'node:fs';
import { breakingChanges } from './breaking-changes.mjs';

const file = (name) => new URL(`../docs/api/${name}.json`, import.meta.url);
const read = (name) => JSON.parse(readFileSync(file(name), 'utf8'));

if (process.argv.includes('--accept')) {
  writeFileSync(file('baseline'), readFileSync(file('openapi')));
  writeFileSync(file('acknowledged'), '[]\n');
  console.log('docs/api/baseline.json is the present document.');
} else {
  const acknowledged = new Set(read('acknowledged'));
  const changes = breakingChanges(read('baseline'), read('openapi')).filter((one) => !acknowledged.has(one));
  for (const change of changes) console.error(`breaks clients: ${change}`);
  if (changes.length === 0) console.log('The API breaks no client of docs/api/baseline.json.');
  else console.error('Mend it, or acknowledge each of these sentences in docs/api/acknowledged.json.');
  process.exitCode = changes.length === 0 ? 0 : 1;
}
