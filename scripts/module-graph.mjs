import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './prepare.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const page = join(root, 'docs/architecture.md');
const BEGIN = '<!-- module graph: npm run graph -->\n';
const END = '<!-- end of module graph -->';

await ensureInstalled();
const text = readFileSync(page, 'utf8');
const drawn = `${text.slice(0, text.indexOf(BEGIN) + BEGIN.length)}${picture()}${text.slice(text.indexOf(END))}`;
if (!process.argv.includes('--check')) {
  writeFileSync(page, drawn);
} else if (drawn !== text) {
  process.stderr.write(
    'The picture in docs/architecture.md is not what the code says: run "npm run graph".\n',
  );
  process.exitCode = 1;
}

/** Which module imports which, from the code, as a Mermaid graph. */
function picture() {
  const edges = [...new Set(imports().map(([from, to]) => `  ${from} --> ${to}`))].sort();
  return `\n\`\`\`mermaid\ngraph LR\n${edges.join('\n')}\n\`\`\`\n\n`;
}

function imports() {
  const args = ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const output = execFileSync(join(root, 'node_modules/.bin/depcruise'), args, {
    cwd: root,
    maxBuffer: 2 ** 28,
    encoding: 'utf8',
  });
  const moduleOf = (file) => /^src\/modules\/([^/]+)\//.exec(file)?.[1];
  return JSON.parse(output)
    .modules.flatMap(({ source, dependencies }) =>
      dependencies.map(({ resolved }) => [moduleOf(source), moduleOf(resolved)]),
    )
    .filter(([from, to]) => from && to && from !== to);
}
