import { createHash } from 'node:crypto';
import { Transform, TransformCallback } from 'node:stream';
import { DomainError } from '../domain/domain-error.js';

/**
 * Lets bytes through and fails (`artifact.damaged`) where they turn out not to have the digest. The last piece is held back
 * until that is known, so that nobody has all of what is damaged without the error.
 */
export class VerifiedBytes extends Transform {
  private readonly hash = createHash('sha256');
  private held: Buffer | undefined;

  constructor(private readonly digest: string) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    this.hash.update(chunk);
    const before = this.held;
    this.held = chunk;
    done(null, before);
  }

  override _flush(done: TransformCallback): void {
    const isSame = this.hash.digest('hex') === this.digest;
    if (isSame) done(null, this.held);
    else done(damaged(this.digest));
  }
}

function damaged(digest: string): DomainError {
  const detail = `The artifact sha256:${digest} is damaged: its bytes have another digest. Build it again.`;
  return new DomainError('conflict', 'artifact.damaged', detail);
}
