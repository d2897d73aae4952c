import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Why a block of a page is not run here. There is no other reason. */
export const REASONS = [
  'needs Docker',
  'needs systemd',
  'needs a git host',
  'needs python-solumclient',
  'needs a cloud',
  'is a step of .ci/run',
] as const;

/** One command as a page prints it, and what the page says that it prints; undefined where the page does not say. */
export interface Command {
  readonly line: number;
  readonly text: string;
  readonly prints: string | undefined;
}

/** One block of commands. */
export interface Block {
  readonly line: number;
  readonly notRun: string | undefined;
  /** Whether its reader stops the service first. */
  readonly stopped: boolean;
  readonly commands: readonly Command[];
}

/** A page that has commands, and what there has to be before they are run. */
export interface Page {
  readonly path: string;
  readonly given: string | undefined;
  readonly blocks: readonly Block[];
}

const FENCE = /^(\s*)```console$/;
const NOT_RUN = /^\s*<!-- not run: (.+) -->$/;
const STOPPED = /^\s*<!-- the service is stopped -->$/;
const GIVEN = /^<!-- given: (.+) -->$/m;

/** All pages with commands: the documents' and the README. */
export function pages(): Page[] {
  const documents = readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name));
  return ['README.md', ...documents.sort()].map(pageAt).filter(({ blocks }) => blocks.length > 0);
}

export function pageAt(path: string): Page {
  const text = readFileSync(path, 'utf8');
  return { path, given: GIVEN.exec(text)?.[1], blocks: blocksOf(text.split('\n')) };
}

function blocksOf(lines: readonly string[]): Block[] {
  return lines.flatMap((line, at) => {
    const indent = FENCE.exec(line)?.[1];
    if (indent === undefined) return [];
    const end = lines.indexOf(`${indent}\`\`\``, at);
    const content = lines.slice(at + 1, end).map((each) => each.slice(indent.length));
    const before = lines.slice(0, at).findLast((each) => each.trim() !== '') ?? '';
    return [
      {
        line: at + 1,
        notRun: NOT_RUN.exec(before)?.[1],
        stopped: STOPPED.test(before),
        commands: commandsOf(content, at + 2),
      },
    ];
  });
}

/** A command begins with `$ ` and goes on as long as the shell waits for more; what follows is what it prints. */
function commandsOf(lines: readonly string[], first: number): Command[] {
  const commands: { line: number; text: string; output: string[]; whole: boolean }[] = [];
  lines.forEach((line, at) => {
    const last = commands.at(-1);
    if (last && !last.whole) {
      last.text += `\n${line}`;
      last.whole = isWhole(last.text);
    } else if (line.startsWith('$ ')) {
      const text = line.slice(2);
      commands.push({ line: first + at, text, output: [], whole: isWhole(text) });
    } else {
      last?.output.push(line);
    }
  });
  return commands.map(({ line, text, output }) => {
    const prints = output.join('\n').trim();
    return { line, text, prints: prints === '' ? undefined : prints };
  });
}

function isWhole(text: string): boolean {
  if (text.endsWith('\\')) return false;
  const { status, stderr } = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' });
  return status === 0 && stderr === '';
}
