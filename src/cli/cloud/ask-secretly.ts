import { CommandError, EXIT } from '../exit-code.js';

const [ENTER, NEW_LINE, INTERRUPT, END, BACKSPACE, DELETE, KILL] = [
  '\r',
  '\n',
  '\u0003',
  '\u0004',
  '\b',
  '\u007f',
  '\u0015',
];

/** Reads a line from the terminal without showing it; undefined where there is no terminal. */
export async function askSecretly(prompt: string): Promise<string | undefined> {
  const { stdin, stderr } = process;
  if (!stdin.isTTY) return undefined;
  stderr.write(prompt);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  stdin.resume();
  let line = '';
  try {
    for (;;) {
      for (const key of await nextKeys()) {
        if (key === ENTER || key === NEW_LINE) return line;
        if (key === INTERRUPT || (key === END && line === '')) throw new CommandError('', EXIT.interrupted);
        if (key === KILL) line = '';
        else if (key === BACKSPACE || key === DELETE) line = [...line].slice(0, -1).join('');
        else if (key >= ' ') line += key;
      }
    }
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    stderr.write('\n');
  }
}

function nextKeys(): Promise<string> {
  return new Promise((resolve) => process.stdin.once('data', (keys: string) => resolve(keys)));
}
