export interface WrapOptions {
  readonly width: number;
  readonly breaksLongWords: boolean;
  readonly breaksOnHyphens: boolean;
}

const SPACES = '[\\t\\n\\x0b\\x0c\\r ]';
const LETTER = '\\p{L}';

/** Where Python's textwrap may break a line: white space, dashes between words, hyphens within them. */
const CHUNK = new RegExp(
  `${SPACES}+` +
    '|(?<=[\\p{L}\\p{N}_!"\'&.,?])-{2,}(?=[\\p{L}\\p{N}_])' +
    `|[^\\t\\n\\x0b\\x0c\\r ]+?(?:-(?:(?<=${LETTER}{2}-)|(?<=${LETTER}-${LETTER}-))(?=${LETTER}-?${LETTER})` +
    `|(?=${SPACES}|$)|(?<=[\\p{L}\\p{N}_!"'&.,?])(?=-{2,}[\\p{L}\\p{N}_]))`,
  'gu',
);
const WORD = new RegExp(`${SPACES}+|[^\\t\\n\\x0b\\x0c\\r ]+`, 'gu');

/** Each line of a text, wrapped as Python's textwrap does. */
export function wrapLines(text: string, options: WrapOptions, separator: string): string {
  const lines = text
    .replace(/\r\n|\r/g, '\n')
    .replace(/\n$/, '')
    .split('\n');
  return lines.map((line) => wrapLine(line, options).join(separator)).join(separator);
}

function wrapLine(line: string, options: WrapOptions): string[] {
  const waiting = (line.match(options.breaksOnHyphens ? CHUNK : WORD) ?? []).reverse();
  const lines: string[] = [];
  while (waiting.length > 0) {
    if (lines.length > 0 && waiting.at(-1)?.trim() === '') waiting.pop();
    const made = nextLine(waiting, options);
    if (made !== '') lines.push(made);
  }
  return lines;
}

/** Takes the chunks of one line from the end of those that wait. */
function nextLine(waiting: string[], options: WrapOptions): string {
  const taken: string[] = [];
  let length = 0;
  for (let next = waiting.at(-1); next !== undefined; next = waiting.at(-1)) {
    if (length + next.length > options.width) {
      if (next.length > options.width) breakWord(waiting, taken, options.width - length, options);
      break;
    }
    taken.push(next);
    length += next.length;
    waiting.pop();
  }
  if (taken.at(-1)?.trim() === '') taken.pop();
  return taken.join('');
}

function breakWord(waiting: string[], taken: string[], room: number, options: WrapOptions): void {
  const word = waiting.pop() ?? '';
  if (!options.breaksLongWords) {
    if (taken.length === 0) taken.push(word);
    else waiting.push(word);
    return;
  }
  const space = options.width < 1 ? 1 : room;
  const hyphen = options.breaksOnHyphens && word.length > space ? word.slice(0, space).lastIndexOf('-') : -1;
  const end = hyphen > 0 && /[^-]/.test(word.slice(0, hyphen)) ? hyphen + 1 : space;
  taken.push(word.slice(0, end));
  waiting.push(word.slice(end));
}
