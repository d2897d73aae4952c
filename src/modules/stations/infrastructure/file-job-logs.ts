import { Logger } from '@nestjs/common';
import { createReadStream, createWriteStream, WriteStream } from 'node:fs';
import { mkdir, opendir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import { JobLog, JobLogs, LogAddress } from '../domain/job-logs.js';
import { OutputLimit } from '../domain/output-limit.js';
import { SecretMask } from '../domain/secret-mask.js';
import { LogSink, WrittenLog } from '../domain/written-log.js';

const logger = new Logger('StationLogs');

/** So much may wait for the disk before the writer has to. */
const MOST_WAITING_BYTES = 262_144;

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
    const sink = new FileSink(file, () => this.grown(address));
    const atLineStart = await endsALine(file);
    return new WrittenLog(sink, new SecretMask(secrets), new OutputLimit(this.limitBytes), atLineStart);
  }

  async size(address: LogAddress): Promise<number> {
    return sizeOf(this.file(address));
  }

  read(address: LogAddress, start: number, end: number): Readable {
    if (end <= start) return Readable.from([]);
    return createReadStream(this.file(address), { start, end: end - 1 });
  }

  async remove(executionId: string): Promise<void> {
    await rm(join(this.directory, pathPart(executionId)), { recursive: true, force: true });
  }

  async removeOne(address: LogAddress): Promise<void> {
    await rm(this.file(address), { force: true });
  }

  async *local(): AsyncIterable<string> {
    const found = await opendir(this.directory).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    for await (const { name } of found) yield name;
  }

  private file({ executionId, actionExecutionId }: LogAddress): string {
    return join(this.directory, pathPart(executionId), `${pathPart(actionExecutionId)}.log`);
  }
}

class FileSink implements LogSink {
  private readonly stream: WriteStream;
  private drained: Promise<void> | undefined;

  constructor(
    private readonly file: string,
    private readonly grown: () => void,
  ) {
    this.stream = createWriteStream(file, { flags: 'a', mode: 0o640, highWaterMark: MOST_WAITING_BYTES });
    this.stream.on('error', (error) => logger.error(`The log ${file} cannot be written: ${error.message}`));
  }

  append(bytes: Buffer): void | Promise<void> {
    if (this.stream.errored || this.stream.writableEnded) return;
    const hasRoom = this.stream.write(bytes, this.grown);
    if (!hasRoom) return (this.drained ??= this.room());
  }

  async end(): Promise<number> {
    this.stream.end();
    await finished(this.stream).catch(() => undefined);
    return sizeOf(this.file);
  }

  private room(): Promise<void> {
    return new Promise((resolve) => {
      const goOn = (): void => {
        this.stream.off('drain', goOn).off('close', goOn);
        this.drained = undefined;
        resolve();
      };
      this.stream.on('drain', goOn).on('close', goOn);
    });
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
