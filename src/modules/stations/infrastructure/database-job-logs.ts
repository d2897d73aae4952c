import { LessThanOrEqual } from 'typeorm';
import { Readable } from 'node:stream';
import { DatabaseSession, insertOnce } from '../../../database/database-session.js';
import { JobLog, JobLogs, LogAddress } from '../domain/job-logs.js';
import { OutputLimit } from '../domain/output-limit.js';
import { SecretMask } from '../domain/secret-mask.js';
import { WrittenLog } from '../domain/written-log.js';
import { ChunkSink } from './chunk-sink.js';
import { LogChunkRecord } from './log-chunk.record.js';

/** A transaction that removes 2 MB of them takes some milliseconds. */
const MOST_REMOVED = 32;

/**
 * Logs as chunks in the database, where all processes of the service see them, whatever machine they are on. Two workers
 * that write one log for a moment (one lost its lease and does not know yet) interleave whole chunks: the primary key lets
 * one of them have an offset, and the other goes on behind it.
 */
export class DatabaseJobLogs extends JobLogs {
  /** `limitBytes`: how much output one attempt may leave in the log. */
  constructor(
    private readonly session: DatabaseSession,
    private readonly limitBytes: number,
  ) {
    super();
  }

  async open(address: LogAddress, secrets: readonly string[]): Promise<JobLog> {
    const last = await this.lastChunk(address);
    const end = last ? last.start + last.size : 0;
    const sink = new ChunkSink(end, (start, bytes) => this.store(address, start, bytes));
    const atLineStart = last === undefined || last.bytes.at(-1) === 0x0a;
    return new WrittenLog(sink, new SecretMask(secrets), new OutputLimit(this.limitBytes), atLineStart);
  }

  async size(address: LogAddress): Promise<number> {
    const [last] = await this.session.manager.find(LogChunkRecord, {
      select: { executionId: true, actionExecutionId: true, start: true, size: true },
      where: keyOf(address),
      order: { start: 'DESC' },
      take: 1,
    });
    return last ? last.start + last.size : 0;
  }

  read(address: LogAddress, start: number, end: number): Readable {
    return Readable.from(this.bytes(address, start, end), { objectMode: false, highWaterMark: 65_536 });
  }

  async remove(executionId: string): Promise<void> {
    await this.removeChunks({ executionId });
  }

  async removeOne(address: LogAddress): Promise<void> {
    await this.removeChunks(keyOf(address));
  }

  /** The database has them, and knows of each whose it is. */
  async *local(): AsyncIterable<string> {}

  private async removeChunks(where: Partial<LogAddress>): Promise<void> {
    for (let more = true; more;) more = await this.session.run(() => this.removeSome(where));
  }

  private async removeSome(where: Partial<LogAddress>): Promise<boolean> {
    const found = await this.session.writer.find(LogChunkRecord, {
      select: { executionId: true, actionExecutionId: true, start: true },
      where,
      take: MOST_REMOVED,
    });
    for (const { executionId, actionExecutionId, start } of found)
      await this.session.writer.delete(LogChunkRecord, { executionId, actionExecutionId, start });
    return found.length === MOST_REMOVED;
  }

  private async *bytes(address: LogAddress, start: number, end: number): AsyncGenerator<Buffer> {
    for (let offset = start; offset < end;) {
      const chunk = await this.lastChunk(address, offset);
      const piece = chunk?.bytes.subarray(offset - chunk.start, end - chunk.start);
      if (!piece || piece.length === 0) return;
      yield piece;
      offset += piece.length;
    }
  }

  /** The newest, or the one that holds the offset. */
  private async lastChunk(address: LogAddress, offset?: number): Promise<LogChunkRecord | undefined> {
    const where = offset === undefined ? {} : { start: LessThanOrEqual(offset) };
    const [chunk] = await this.session.manager.find(LogChunkRecord, {
      where: { ...keyOf(address), ...where },
      order: { start: 'DESC' },
      take: 1,
    });
    return chunk;
  }

  /** Answers where the chunk ends: behind `start`, or behind what somebody else has written there. */
  private async store(address: LogAddress, start: number, bytes: Buffer): Promise<number> {
    const row = { ...keyOf(address), size: bytes.length, bytes };
    for (let at = start; ; at = await this.size(address)) {
      const isMine = await this.session.run(() =>
        insertOnce(this.session.writer, LogChunkRecord, { ...row, start: at }),
      );
      if (isMine) {
        this.grown(address);
        return at + bytes.length;
      }
    }
  }
}

/** Just these: an address may be a job. */
function keyOf({ executionId, actionExecutionId }: LogAddress): LogAddress {
  return { executionId, actionExecutionId };
}
