import { closeSync, fstatSync, mkdirSync, openSync, readSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * A log file that never grows beyond `limit` bytes: the full file becomes `<path>.1` and a new one begins, so at most
 * twice the limit is kept. Written synchronously: a flood of output then slows its sender down instead of filling the
 * service's memory.
 */
export class BoundedLog {
  private file: number;
  private size: number;
  private closed = false;

  constructor(
    private readonly path: string,
    private readonly limit: number,
  ) {
    mkdirSync(dirname(path), { recursive: true });
    this.file = openSync(path, 'a', 0o640);
    this.size = fstatSync(this.file).size;
  }

  /** What a full disk or a closed log does not take is lost. */
  write(chunk: Buffer): void {
    try {
      if (this.size + chunk.length > this.limit) this.turnOver();
      if (!this.closed) this.size += writeSync(this.file, chunk.subarray(-this.limit));
    } catch {
      this.close();
    }
  }

  close(): void {
    if (!this.closed) closeSync(this.file);
    this.closed = true;
  }

  private turnOver(): void {
    if (this.closed) return;
    closeSync(this.file);
    renameSync(this.path, `${this.path}.1`);
    this.file = openSync(this.path, 'a', 0o640);
    this.size = 0;
  }
}

/** The last `length` bytes of a file; none where there is no such file. */
export function endOf(path: string, length: number): Buffer {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const { size } = fstatSync(file);
    const buffer = Buffer.alloc(Math.min(length, size));
    readSync(file, buffer, 0, buffer.length, size - buffer.length);
    return buffer;
  } catch {
    return Buffer.alloc(0);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
