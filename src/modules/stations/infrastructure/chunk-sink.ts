import { Logger } from '@nestjs/common';
import { persistently } from '../application/persistently.js';
import { LogSink } from '../domain/written-log.js';

const CHUNK_BYTES = 65_536;
/** So much may wait for the database before the writer has to. */
const MOST_WAITING_BYTES = 4 * CHUNK_BYTES;
/** A command that prints line by line is not to make a row of each: less than a chunk waits so long for more. */
const PAUSE_MS = 100;
const ATTEMPTS = 5;

/** Stores bytes that begin at the offset `start`; answers where they end. */
type Store = (start: number, bytes: Buffer) => Promise<number>;

const logger = new Logger('StationLogs');

/**
 * Gathers what is written to chunks. The first bytes are stored at once; a database that is away is waited for some
 * seconds, then what is lost is named in the log.
 */
export class ChunkSink implements LogSink {
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  private lostBytes = 0;
  private ending = false;
  private storing: Promise<void> | undefined;
  private room: { promise: Promise<void>; open: () => void } | undefined;
  private goOn: () => void = () => undefined;

  /** `offset`: where the log ends. */
  constructor(
    private offset: number,
    private readonly store: Store,
  ) {}

  append(bytes: Buffer): void | Promise<void> {
    this.waiting.push(bytes);
    this.waitingBytes += bytes.length;
    if (this.waitingBytes >= CHUNK_BYTES) this.goOn();
    this.storing ??= this.storeAll().finally(() => (this.storing = undefined));
    if (this.waitingBytes < MOST_WAITING_BYTES) return;
    this.room ??= newRoom();
    return this.room.promise;
  }

  async end(): Promise<number> {
    this.ending = true;
    this.goOn();
    await this.storing;
    return this.offset;
  }

  private async storeAll(): Promise<void> {
    while (this.waitingBytes > 0) {
      await this.storeChunk(this.take());
      if (this.waitingBytes < MOST_WAITING_BYTES) this.giveRoom();
      if (this.waitingBytes < CHUNK_BYTES && !this.ending) await this.pause();
    }
    if (this.lostBytes > 0) await this.storeChunk(Buffer.alloc(0));
  }

  private async storeChunk(chunk: Buffer): Promise<void> {
    const bytes = this.lostBytes > 0 ? Buffer.concat([this.lossNote(), chunk]) : chunk;
    try {
      this.offset = await persistently(ATTEMPTS, () => this.store(this.offset, bytes));
      this.lostBytes = 0;
    } catch (error) {
      this.lostBytes += chunk.length;
      if (chunk.length > 0) logger.error(`A piece of a log cannot be stored: ${String(error)}`);
    }
  }

  private lossNote(): Buffer {
    return Buffer.from(`\n[solum] ${this.lostBytes} bytes could not be stored here\n`);
  }

  private take(): Buffer {
    const all = this.waiting.length === 1 ? this.waiting[0] : Buffer.concat(this.waiting);
    const chunk = (all ?? Buffer.alloc(0)).subarray(0, CHUNK_BYTES);
    const rest = (all ?? Buffer.alloc(0)).subarray(chunk.length);
    this.waiting = rest.length > 0 ? [rest] : [];
    this.waitingBytes = rest.length;
    return chunk;
  }

  private giveRoom(): void {
    this.room?.open();
    this.room = undefined;
  }

  /** Ends early when a chunk is full, or the log ends. */
  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, PAUSE_MS);
      this.goOn = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

function newRoom(): { promise: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => (open = resolve));
  return { promise, open };
}
