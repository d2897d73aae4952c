import { JobLog } from './job-logs.js';
import { OutputLimit } from './output-limit.js';
import { SecretMask } from './secret-mask.js';

/** Where a log's bytes are stored. Never throws. */
export interface LogSink {
  /** A promise where the writer is to wait before it appends more. */
  append(bytes: Buffer): void | Promise<void>;
  /** Everything appended is stored when this resolves; answers the log's size in bytes. */
  end(): Promise<number>;
}

/** What is common to all stores of logs: the mask, the limit, and notes on lines of their own. */
export class WrittenLog implements JobLog {
  private closed: Promise<number> | undefined;

  /** `atLineStart`: whether the last byte stored ended a line, so that a note begins one. */
  constructor(
    private readonly sink: LogSink,
    private readonly mask: SecretMask,
    private readonly limit: OutputLimit,
    private atLineStart: boolean,
  ) {}

  write(chunk: Buffer): void | Promise<void> {
    if (!this.closed) return this.append(this.limit.push(this.mask.push(chunk)));
  }

  note(line: string): void {
    if (this.closed) return;
    this.flush();
    const masked = Buffer.concat([this.mask.push(Buffer.from(`[solum] ${line}\n`)), this.mask.flush()]);
    void this.append(this.atLineStart ? masked : Buffer.concat([Buffer.from('\n'), masked]));
  }

  close(): Promise<number> {
    if (!this.closed) {
      this.flush();
      this.closed = this.sink.end();
    }
    return this.closed;
  }

  private flush(): void {
    void this.append(Buffer.concat([this.limit.push(this.mask.flush()), this.limit.end()]));
  }

  private append(bytes: Buffer): void | Promise<void> {
    if (bytes.length === 0) return;
    this.atLineStart = bytes.at(-1) === 0x0a;
    return this.sink.append(bytes);
  }
}
