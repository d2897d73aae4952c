// eslint-disable-next-line no-control-regex
const STEP = /\u001b\[(\??)([0-9;]*)([A-Za-z])|\r|\n|[^\u001b\r\n]+/g;

/** What a terminal shows of what was written to it, as far as it is text, moves of the cursor and deletions. */
export class TerminalScreen {
  /** Whether the cursor was left visible. */
  cursorShown = true;
  private readonly lines: string[] = [''];
  private row = 0;
  private column = 0;
  private rest = '';

  get text(): string {
    return this.lines.map((line) => line.trimEnd()).join('\n');
  }

  write(data: string): void {
    const whole = this.rest + data;
    // A sequence that is cut off waits for its end.
    // eslint-disable-next-line no-control-regex
    const cut = /\u001b(\[[0-9;?]*)?$/.exec(whole);
    this.rest = cut?.[0] ?? '';
    for (const [step, mark, numbers, final] of whole.slice(0, cut?.index ?? whole.length).matchAll(STEP)) {
      if (final !== undefined) this.obey(mark === '?', numbers ?? '', final);
      else if (step === '\r') this.column = 0;
      else if (step === '\n') this.go(this.row + 1);
      else this.put(step);
    }
  }

  private obey(isPrivate: boolean, numbers: string, final: string): void {
    if (isPrivate && numbers === '25') this.cursorShown = final === 'h';
    else if (final === 'A') this.go(this.row - Number(numbers || 1));
    else if (final === 'K') this.lines[this.row] = (this.lines[this.row] ?? '').slice(0, this.column);
    else if (final === 'J') {
      this.lines.length = this.row + 1;
      this.lines[this.row] = (this.lines[this.row] ?? '').slice(0, this.column);
    }
  }

  private go(row: number): void {
    this.row = Math.max(row, 0);
    while (this.lines.length <= this.row) this.lines.push('');
  }

  private put(text: string): void {
    const line = (this.lines[this.row] ?? '').padEnd(this.column);
    this.lines[this.row] = line.slice(0, this.column) + text + line.slice(this.column + text.length);
    this.column += text.length;
  }
}
