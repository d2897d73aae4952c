import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepare, ROOT } from './prepare.mjs';

const HELP = `npm run reference [-- OPTIONS] [PAGE…]

Writes the tables of docs/reference that the code knows: settings, stations, errors.

  --check  only compare, and fail where a page is not what the code says
  --help   this text
`;

const { values: options, positionals } = parseArgs({
  options: { check: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  allowPositionals: true,
});

if (options.help) {
  process.stdout.write(HELP);
} else {
  await prepare();
  for (const page of positionals.length > 0 ? positionals : ['settings', 'stations', 'errors']) {
    await update(page);
  }
}

/** @param {string} page */
async function update(page) {
  const { generated } = await import(`./docs/${page}-reference.mjs`);
  const file = join(ROOT, 'docs', 'reference', `${page}.md`);
  const present = readFileSync(file, 'utf8');
  const part = /(<!-- generated: npm run reference -->\n)[^]*?(<!-- end of what is generated -->)/;
  const text = await generated();
  const wanted = present.replace(part, (_, begin, end) => `${begin}\n${text}\n\n${end}`);
  if (!options.check) {
    writeFileSync(file, wanted);
  } else if (present === wanted) {
    console.log(`docs/reference/${page}.md agrees with the code.`);
  } else {
    console.error(`docs/reference/${page}.md is not what the code says: run "npm run reference".`);
    process.exitCode = 1;
  }
}
