import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { ensureInstalled, ROOT } from './prepare.mjs';
import { brokenAnchors } from './docs/anchors.mjs';

const HELP = `npm run docs [-- OPTIONS]

Builds the documents as a site into dist/docs-site. Fails where a link leads nowhere.

  --dev    serve them on this machine instead, and show each change at once
  --help   this text
`;

const { values: options } = parseArgs({
  options: { dev: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
});
const docs = join(ROOT, 'docs');

if (options.help) process.stdout.write(HELP);
else await run();

async function run() {
  await ensureInstalled();
  const { build, createServer } = await import('vitepress');
  if (options.dev) {
    const server = await createServer(docs);
    await server.listen();
    server.printUrls();
    return;
  }
  await build(docs);
  const broken = brokenAnchors(join(ROOT, 'dist', 'docs-site'));
  for (const link of broken) console.error(link);
  if (broken.length > 0) process.exitCode = 1;
}
