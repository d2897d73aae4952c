const LONGEST_TAIL = 65_536;

/**
 * Cuts a stream of output: its beginning goes through, then the rest is left out except for its last part, because
 * what went wrong is told at the end.
 */
export class OutputLimit {
  private readonly tailBytes: number;
  private remaining: number;
  private tail: Buffer = Buffer.alloc(0);
  private leftOut = 0;

  constructor(private readonly limitBytes: number) {
    this.tailBytes = Math.min(LONGEST_TAIL, Math.floor(limitBytes / 4));
    this.remaining = limitBytes - this.tailBytes;
  }

  /** What goes through now. */
  push(chunk: Buffer): Buffer {
    const through = chunk.subarray(0, this.remaining);
    const wasOpen = this.remaining > 0;
    this.remaining -= through.length;
    const rest = chunk.subarray(through.length);
    if (rest.length > 0) this.keep(rest);
    const full = wasOpen && this.remaining === 0;
    return full ? Buffer.concat([through, this.marker()]) : through;
  }

  /** The last part of what was held back since the last call; more may follow. */
  end(): Buffer {
    const { tail, leftOut } = this;
    this.tail = Buffer.alloc(0);
    this.leftOut = 0;
    if (leftOut === 0) return tail;
    return Buffer.concat([Buffer.from(`\n[solum] ${leftOut} bytes were left out here\n`), tail]);
  }

  private keep(rest: Buffer): void {
    const all = Buffer.concat([this.tail, rest]);
    const over = Math.max(0, all.length - this.tailBytes);
    this.leftOut += over;
    this.tail = Buffer.from(all.subarray(over));
  }

  private marker(): Buffer {
    const text = `\n[solum] the output is longer than ${this.limitBytes - this.tailBytes} bytes: of what follows only the end is kept\n`;
    return Buffer.from(text);
  }
}
