/**
 * Whether something was printed as a page says: `…` stands for anything within a line, and a line that is nothing but `…` for
 * any number of lines.
 */
export function isPrintedAs(printed: string, said: string): boolean {
  const pattern = said
    .trim()
    .split('\n')
    .map((line) => (line.trim() === '…' ? '(?:.*\\n)*?' : `${patternOf(line.trimEnd())}\\n`))
    .join('');
  return new RegExp(`^${pattern}$`, 'u').test(`${lines(printed)}\n`);
}

function lines(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

function patternOf(line: string): string {
  return line
    .split('…')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    .join('.*?');
}
