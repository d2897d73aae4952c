import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  ListMultipartUploadsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { BucketConfig } from '../../config/artifact-config.js';
import { DomainError } from '../domain/domain-error.js';
import { ArtifactCopy, ArtifactFiles, copyOfName, nameOfCopy } from './artifact-files.js';

const PART_BYTES = 8 * 1024 ** 2;
/** S3 takes no more. */
const MOST_PARTS = 10_000;
const PARTS_AT_ONCE = 2;
const RETRY_AFTER = 10;

/**
 * Artifacts as objects `<prefix>sha256/<first 2 digits>/<digest>.<copy>` of an S3 bucket: AWS's own, or a gateway of Ceph or
 * Swift. An object is there once it is there in whole. What is large goes up in parts, of which few are in memory at a time; each is
 * signed with the digest of its bytes, so that the store refuses what arrives otherwise.
 */
export class S3ArtifactFiles extends ArtifactFiles {
  private readonly client: S3Client;
  private readonly bucket: string;

  constructor(private readonly config: BucketConfig) {
    super();
    this.bucket = config.bucket;
    this.client = new S3Client({
      region: config.region,
      ...(config.endpoint ? { endpoint: config.endpoint } : {}),
      forcePathStyle: config.pathStyle,
      credentials: { accessKeyId: config.accessKeyId, secretAccessKey: config.secretAccessKey },
      // Older gateways know none of the newer checksums, and what is read is verified by its digest.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  }

  async write(file: string, copy: ArtifactCopy): Promise<void> {
    const { size } = await stat(file);
    const upload = new Upload({
      client: this.client,
      params: { Bucket: this.bucket, Key: this.keyOf(copy), Body: createReadStream(file) },
      partSize: Math.max(PART_BYTES, Math.ceil(size / MOST_PARTS)),
      queueSize: PARTS_AT_ONCE,
    });
    await this.asked(() => upload.done());
    await rm(file);
  }

  has(copy: ArtifactCopy): Promise<boolean> {
    const command = new HeadObjectCommand({ Bucket: this.bucket, Key: this.keyOf(copy) });
    return this.asked(() => this.client.send(command).then(() => true)).catch((error: unknown) =>
      absent(error, false),
    );
  }

  async read(copy: ArtifactCopy): Promise<Readable | undefined> {
    const command = new GetObjectCommand({ Bucket: this.bucket, Key: this.keyOf(copy) });
    try {
      const { Body } = await this.asked(() => this.client.send(command));
      return Body as Readable;
    } catch (error) {
      return absent(error, undefined);
    }
  }

  async remove(copy: ArtifactCopy): Promise<void> {
    const command = new DeleteObjectCommand({ Bucket: this.bucket, Key: this.keyOf(copy) });
    await this.asked(() => this.client.send(command)).catch((error: unknown) => absent(error, undefined));
  }

  async *writtenBefore(before: Date): AsyncIterable<ArtifactCopy> {
    const pages = paginateListObjectsV2(
      { client: this.client },
      { Bucket: this.bucket, Prefix: this.config.prefix },
    )[Symbol.asyncIterator]();
    for (;;) {
      const { value, done } = await this.asked(() => pages.next());
      if (done) return;
      for (const { Key, LastModified } of value.Contents ?? []) {
        const copy = copyOfName(Key?.split('/').at(-1) ?? '');
        if (copy && this.keyOf(copy) === Key && LastModified && LastModified < before) yield copy;
      }
    }
  }

  /** Parts of an upload that nobody ends are not listed, but they are paid for. */
  async removeUnfinished(before: Date): Promise<number> {
    let count = 0;
    const { bucket: Bucket } = this;
    let after: { KeyMarker?: string; UploadIdMarker?: string } = {};
    for (let more = true; more;) {
      const command = new ListMultipartUploadsCommand({ Bucket, Prefix: this.config.prefix, ...after });
      const found = await this.asked(() => this.client.send(command));
      for (const { Key, UploadId, Initiated } of found.Uploads ?? []) {
        if (!Initiated || Initiated >= before) continue;
        const abort = new AbortMultipartUploadCommand({ Bucket, Key, UploadId });
        await this.asked(() => this.client.send(abort)).catch((error: unknown) => absent(error, undefined));
        count += 1;
      }
      more = found.IsTruncated === true && found.NextKeyMarker !== undefined;
      after = {
        ...(found.NextKeyMarker ? { KeyMarker: found.NextKeyMarker } : {}),
        ...(found.NextUploadIdMarker ? { UploadIdMarker: found.NextUploadIdMarker } : {}),
      };
    }
    return count;
  }

  private keyOf(copy: ArtifactCopy): string {
    return `${this.config.prefix}sha256/${copy.digest.slice(0, 2)}/${nameOfCopy(copy)}`;
  }

  private async asked<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (isAbsent(error)) throw error;
      throw unavailable(error);
    }
  }
}

/** Not the bucket: that the operator has to mend. */
function isAbsent(error: unknown): boolean {
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  return (
    name === 'NoSuchKey' ||
    name === 'NoSuchUpload' ||
    (name === 'NotFound' && $metadata?.httpStatusCode === 404)
  );
}

function absent<T>(error: unknown, answer: T): T {
  if (isAbsent(error)) return answer;
  throw error;
}

/** The store's own word for it says what to mend; its messages may quote what was sent, and are left out. */
function unavailable(cause: unknown): DomainError {
  const { name = 'Error', code } = cause as { name?: string; code?: string };
  const detail = `The store of the artifacts does not take this now: ${code ?? name}.`;
  return new DomainError('unavailable', 'artifacts.unavailable', detail, { retryAfter: RETRY_AFTER });
}
