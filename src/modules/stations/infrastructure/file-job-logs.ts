import { Logger } from '@nestjs/common';
import { createReadStream, createWriteStream, WriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import { JobLog, JobLogs, LogAddress } from '../domain/job-logs.js';
import { OutputLimit } from '../domain/output-limit.js';
import { SecretMask } from '../domain/secret-mask.js';

const logger = new Logger('StationLogs');

/** `<data directory>/logs/<execution>/<action execution>.log` */
export class FileJobLogs extends JobLogs {
  private readonly directory: string;

  /** `limitBytes`: how much output one attempt may leave in the log. */
  constructor(
    dataDir: string,
    private readonly limitBytes: number,
  ) {
    super();
    this.directory = join(dataDir, 'logs');
  }

  async open(address: LogAddress, secrets: readonly string[]): Promise<JobLog> {
    const file = this.file(address);
    await mkdir(dirname(file), { recursive: true, mode: 0o750 });
    const log = new FileJobLog(
      file,
      createWriteStream(file, { flags: 'a', mode: 0o640 }),
      new SecretMask(secrets),
      new OutputLimit(this.limitBytes),
    );
    log.atLineStart = await endsALine(file);
    return log;
  }

  async size(address: LogAddress): Promise<number> {
    return sizeOf(this.file(address));
  }

  read(address: LogAddress, start: number, end: number): Readable {
    if (end <= start) return Readable.from([]);
    return createReadStream(this.file(address), { start, end: end - 1 });
  }

  private file({ executionId, actionExecutionId }: LogAddress): string {
    return join(this.directory, pathPart(executionId), `${pathPart(actionExecutionId)}.log`);
  }
}

class FileJobLog implements JobLog {
  private closed = false;
  /** Whether the last byte written ended a line, so that a note begins one. */
  atLineStart = true;

  constructor(
    private readonly file: string,
    private readonly stream: WriteStream,
    private readonly mask: SecretMask,
    private readonly limit: OutputLimit,
  ) {
    stream.on('error', (error) => logger.error(`The log ${file} cannot be written: ${error.message}`));
  }

  write(chunk: Buffer): void {
    if (!this.closed) this.append(this.limit.push(this.mask.push(chunk)));
  }

  note(line: string): void {
    if (this.closed) return;
    this.flush();
    const masked = Buffer.concat([this.mask.push(Buffer.from(`[solum] ${line}\n`)), this.mask.flush()]);
    if (!this.atLineStart) this.append(Buffer.from('\n'));
    this.append(masked);
  }

  async close(): Promise<number> {
    if (!this.closed) {
      this.flush();
      this.closed = true;
      this.stream.end();
    }
    await finished(this.stream).catch(() => undefined);
    return sizeOf(this.file);
  }

  private flush(): void {
    this.append(this.limit.push(this.mask.flush()));
    this.append(this.limit.end());
  }

  private append(bytes: Buffer): void {
    if (bytes.length === 0 || this.stream.errored) return;
    this.stream.write(bytes);
    this.atLineStart = bytes.at(-1) === 0x0a;
  }
}

/** A killed service may have left half a line. */
async function endsALine(file: string): Promise<boolean> {
  const size = await sizeOf(file);
  if (size === 0) return true;
  const bytes = await buffer(createReadStream(file, { start: size - 1 }));
  return bytes.at(-1) === 0x0a;
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}

/** The ids come from requests: none may leave the directory. */
function pathPart(id: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(id)) throw new Error(`"${id}" is no id.`);
  return id;
}
