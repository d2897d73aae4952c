import { carriedOver, plainText } from './ansi.js';

/** A log as lines, taken apart as it comes: what was parsed is not looked at again. */
export class LogText {
  private readonly lines: string[] = [];
  /** By line, the colours that are on at its beginning; most lines have none. */
  private readonly carried = new Map<number, string>();
  private carry = '';
  /** The last line, while it has no end. */
  private unfinished = '';

  /** How many lines there are, the unfinished one among them. */
  get length(): number {
    return this.lines.length + (this.unfinished === '' ? 0 : 1);
  }

  append(text: string): void {
    const parts = text.split('\n');
    const last = parts.length - 1;
    for (let index = 0; index < last; index += 1) {
      this.finish(index === 0 ? this.unfinished + parts[0] : (parts[index] ?? ''));
    }
    this.unfinished = last === 0 ? this.unfinished + text : (parts[last] ?? '');
  }

  /** With its colours; the first line is 0. */
  line(index: number): string {
    const text = index < this.lines.length ? this.lines[index] : shownOf(this.unfinished);
    const colours = index < this.lines.length ? this.carried.get(index) : this.carry;
    return (colours ?? '') + (text ?? '');
  }

  /** Without colours. */
  plain(index: number): string {
    return plainText(index < this.lines.length ? (this.lines[index] ?? '') : shownOf(this.unfinished));
  }

  private finish(line: string): void {
    const shown = shownOf(line);
    if (this.carry !== '') this.carried.set(this.lines.length, this.carry);
    this.carry = carriedOver(line, this.carry);
    this.lines.push(shown);
  }
}

/** A line that was written over itself, as progress is, shows what was written last. */
function shownOf(line: string): string {
  if (!line.includes('\r')) return line;
  const text = line.replace(/\r+$/, '');
  return text.slice(text.lastIndexOf('\r') + 1);
}
