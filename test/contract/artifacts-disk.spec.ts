import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import { DiskArtifactFiles } from '../../src/shared/artifacts/disk-artifact-files.js';
import { artifactStoreContract } from './artifacts.contract.js';

describe('on disk', () => {
  artifactStoreContract(async (directory) => {
    const root = join(directory, 'artifacts', 'sha256');
    return {
      files: new DiskArtifactFiles(directory),
      damage: async () => {
        for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
          if (!entry.isFile()) continue;
          const path = join(entry.parentPath, entry.name);
          await writeFile(path, damaged(await readFile(path)));
        }
      },
      breakOff: async () => {
        await mkdir(join(root, 'ab'), { recursive: true });
        await writeFile(join(root, 'ab', `${'ab'.repeat(32)}.1.part`), 'half');
      },
      close: async () => undefined,
    };
  });
});

function damaged(bytes: Buffer): Buffer {
  const other = Buffer.from(bytes);
  other.writeUInt8(other.readUInt8(100) ^ 1, 100);
  return other;
}
