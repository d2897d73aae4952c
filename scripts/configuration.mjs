import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { prepare, ROOT } from './prepare.mjs';

const DOCUMENT = join(ROOT, 'docs', 'operations.md');
const TABLE = /(<!-- settings -->\n)[^]*?(<!-- \/settings -->)/;

await prepare();
const present = readFileSync(DOCUMENT, 'utf8');
const table = await settingsTable();
const wanted = present.replace(TABLE, (_, begin, end) => `${begin}\n${table}\n${end}`);
if (!process.argv.includes('--check')) {
  writeFileSync(DOCUMENT, wanted);
} else if (present === wanted) {
  console.log('docs/operations.md agrees with the settings.');
} else {
  console.error(
    'docs/operations.md does not list the settings as the code has them: run "npm run settings".',
  );
  process.exitCode = 1;
}

/** A row for each setting of the schema that the service itself reads its environment with. */
async function settingsTable() {
  const { z } = await import('zod');
  const { environmentSchema } = await import('../dist/config/app-config.js');
  const { properties } = z.toJSONSchema(environmentSchema, { io: 'input' });
  const rows = Object.entries(properties).map(([name, setting]) => {
    const fallback = setting.default === undefined ? '' : `\`${setting.default}\``;
    return `| \`${name}\` | ${setting.description} | ${fallback} | ${valuesOf(setting)} |\n`;
  });
  return `| variable | meaning | default | values |\n| --- | --- | --- | --- |\n${rows.join('')}`;
}

/** @param {{ enum?: string[], minimum?: number, maximum?: number }} setting */
function valuesOf({ enum: names, minimum, maximum }) {
  if (names) return names.map((name) => `\`${name}\``).join(', ');
  if (minimum === undefined) return '';
  return maximum === Number.MAX_SAFE_INTEGER ? `${minimum} or more` : `${minimum} to ${maximum}`;
}
