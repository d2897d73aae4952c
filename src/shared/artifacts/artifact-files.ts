import type { Readable } from 'node:stream';

/**
 * One copy of an artifact's bytes. There may be a second one for a while, where the same content is stored anew before the
 * first has been taken away: they never get into each other's way.
 */
export interface ArtifactCopy {
  /** SHA-256 of the bytes, 64 hexadecimal digits. */
  readonly digest: string;
  /** Which copy; empty for the one of an artifact that is older than its row. */
  readonly copy: string;
}

/**
 * The port to where the bytes of artifacts lie: this machine's disk, or an S3 bucket. It knows bytes only; which of them are
 * artifacts, and for how long, says the database. All calls may be repeated. A store that is away, or lets the service do
 * nothing, throws `DomainError('unavailable', 'artifacts.unavailable')`.
 */
export abstract class ArtifactFiles {
  /** Takes the file over. The copy is there when this returns, whole and durably; before, it is not there at all. */
  abstract write(file: string, copy: ArtifactCopy): Promise<void>;

  abstract has(copy: ArtifactCopy): Promise<boolean>;

  /** As the bytes lie there, unverified; undefined where there are none. */
  abstract read(copy: ArtifactCopy): Promise<Readable | undefined>;

  /** Removing what is gone does nothing. */
  abstract remove(copy: ArtifactCopy): Promise<void>;

  /** Every named copy that was written before, in no order. */
  abstract writtenBefore(before: Date): AsyncIterable<ArtifactCopy>;

  /** Takes away what writing left that was broken off before; answers how much of it there was. */
  abstract removeUnfinished(before: Date): Promise<number>;
}

const NAME = /^([0-9a-f]{64})\.([0-9a-f-]{1,40})$/;

/** How a copy is called in its store: `<digest>.<copy>`. */
export function nameOfCopy({ digest, copy }: ArtifactCopy): string {
  return copy === '' ? digest : `${digest}.${copy}`;
}

/** Undefined for whatever else lies there. */
export function copyOfName(name: string): ArtifactCopy | undefined {
  const [, digest, copy] = NAME.exec(name) ?? [];
  return digest === undefined || copy === undefined ? undefined : { digest, copy };
}
