import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { S3ArtifactFiles } from '../../src/shared/artifacts/s3-artifact-files.js';
import { S3Server } from '../support/s3/s3-server.js';
import { artifactStoreContract } from './artifacts.contract.js';

describe('in an S3 bucket', () => {
  artifactStoreContract(async () => {
    const server = await S3Server.start();
    return {
      files: new S3ArtifactFiles(server.config),
      damage: async () => {
        for (const { bytes } of server.objects.values()) bytes.writeUInt8(bytes.readUInt8(100) ^ 1, 100);
      },
      breakOff: async () => {
        const key = `artifacts/sha256/ab/${'ab'.repeat(32)}.1`;
        server.uploads.set('half', { key, begunAt: new Date(), parts: new Map() });
      },
      close: () => server.close(),
    };
  });
});

describe('a store of artifacts in an S3 bucket', () => {
  const COPY = { digest: 'ab'.repeat(32), copy: '1' };
  let server: S3Server;
  let directory: string;

  beforeEach(async () => {
    server = await S3Server.start();
    directory = await mkdtemp(join(tmpdir(), 'solum-artifacts-'));
  });

  afterEach(async () => {
    await server.close();
    await rm(directory, { recursive: true });
  });

  async function built(bytes: number): Promise<string> {
    const file = join(directory, 'built');
    await writeFile(file, Buffer.alloc(bytes, 'solum'));
    return file;
  }

  it('has the object there under its prefix, in one request where it is small and in signed parts where it is not', async () => {
    const files = new S3ArtifactFiles(server.config);
    await files.write(await built(1000), COPY);
    expect(server.requests).toEqual(['PUT object']);
    await files.write(await built(17 * 1024 ** 2), { ...COPY, copy: '2' });
    expect(server.requests.filter((request) => request === 'PUT part')).toHaveLength(3);
    expect([...server.objects.keys()]).toEqual(
      ['1', '2'].map((copy) => `artifacts/sha256/ab/${COPY.digest}.${copy}`),
    );
  });

  it('asks again when the store stumbles', async () => {
    server.faults = [
      { status: 503, code: 'SlowDown' },
      { status: 0, code: '' },
    ];
    const files = new S3ArtifactFiles(server.config);
    await files.write(await built(1000), COPY);
    expect((await buffer((await files.read(COPY)) as never)).length).toBe(1000);
  });

  it.each([
    ['a wrong secret', { secretAccessKey: 'another' }, 'SignatureDoesNotMatch'],
    ['a wrong key', { accessKeyId: 'nobody' }, 'InvalidAccessKeyId'],
    ['no such bucket', { bucket: 'elsewhere' }, 'NoSuchBucket'],
  ])(
    'is away where there is %s: says so, in the store’s word and without the secret',
    async (_, wrong, word) => {
      const files = new S3ArtifactFiles({ ...server.config, ...wrong });
      const refusal = await files.write(await built(1000), COPY).catch((error: unknown) => error);
      expect(refusal).toMatchObject({ kind: 'unavailable', code: 'artifacts.unavailable', retryAfter: 10 });
      expect((refusal as Error).message).toContain(word);
      expect((refusal as Error).message).not.toContain('another');
    },
  );

  it('is away where nobody listens', async () => {
    const files = new S3ArtifactFiles({ ...server.config, endpoint: 'http://127.0.0.1:9' });
    await expect(files.has(COPY)).rejects.toMatchObject({ code: 'artifacts.unavailable' });
  });
});
