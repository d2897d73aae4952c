import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { buffer } from 'node:stream/consumers';
import { Header, pack } from 'tar-stream';
import { SlugError, unpackSlug } from './unpack-slug.js';

type File = Partial<Header> & { name: string; content?: string };

async function slug(...files: File[]): Promise<Buffer> {
  const archive = pack();
  for (const { content, ...header } of files) archive.entry(header, content ?? '');
  archive.finalize();
  return gzipSync(await buffer(archive));
}

describe('unpacking a slug', () => {
  let root: string;
  let directory: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'solum-unpack-'));
    directory = join(root, 'app');
    await mkdir(directory);
    await writeFile(join(root, 'secret'), 'secret');
  });

  afterEach(() => rm(root, { recursive: true }));

  const unpack = async (bytes: Buffer, signal = new AbortController().signal): Promise<void> =>
    unpackSlug(Readable.from([bytes]), directory, signal);

  it('makes the files, directories and links of the tree', async () => {
    await unpack(
      await slug(
        { name: './bin', type: 'directory' },
        { name: './bin/run', mode: 0o755, content: '#!/bin/sh' },
        { name: 'lib/deep/data', content: 'data' },
        { name: 'link', type: 'symlink', linkname: 'lib/deep' },
        { name: 'bin/up', type: 'symlink', linkname: '../lib/deep/data' },
        { name: 'hard', type: 'link', linkname: 'lib/deep/data' },
      ),
    );
    expect(await readFile(join(directory, 'link/data'), 'utf8')).toBe('data');
    expect(await readFile(join(directory, 'hard'), 'utf8')).toBe('data');
    expect(await readlink(join(directory, 'bin/up'))).toBe('../lib/deep/data');
    expect((await stat(join(directory, 'bin/run'))).mode & 0o777).toBe(0o755);
  });

  it('takes over no special mode bits', async () => {
    await unpack(await slug({ name: 'run', mode: 0o6755, content: '' }));
    expect((await stat(join(directory, 'run'))).mode & 0o7000).toBe(0);
  });

  const escapes: [string, File[]][] = [
    ['a path above', [{ name: '../escaped', content: 'x' }]],
    ['a path above, later', [{ name: 'a/../../escaped', content: 'x' }]],
    ['an absolute path', [{ name: '/tmp/escaped', content: 'x' }]],
    ['an absolute link', [{ name: 'l', type: 'symlink', linkname: '/etc/passwd' }]],
    ['a link above', [{ name: 'a/l', type: 'symlink', linkname: '../../secret' }]],
    ['a hard link above', [{ name: 'l', type: 'link', linkname: '../secret' }]],
    [
      'links that lead outside together',
      [
        { name: 'a/b/up', type: 'symlink', linkname: '../..' },
        { name: 'l', type: 'symlink', linkname: 'a/b/up/../secret' },
      ],
    ],
    ['a device', [{ name: 'zero', type: 'character-device' }]],
  ];

  it.each(escapes)('refuses %s', async (_, files) => {
    await expect(unpack(await slug(...files))).rejects.toThrow(SlugError);
    expect(await readdir(root)).toEqual(['app', 'secret']);
    expect(existsSync('/tmp/escaped')).toBe(false);
  });

  it('never writes through a link', async () => {
    const files: File[] = [
      { name: 'dir', type: 'symlink', linkname: 'elsewhere' },
      { name: 'elsewhere', type: 'directory' },
      { name: 'dir/file', content: 'x' },
    ];
    await expect(unpack(await slug(...files))).rejects.toThrow();
    expect(await readdir(join(directory, 'elsewhere'))).toEqual([]);
  });

  it('says what is wrong with bytes that are no archive', async () => {
    await expect(unpack(Buffer.from('no archive'))).rejects.toThrow(/no tar\.gz/);
    await expect(unpack(gzipSync(Buffer.alloc(2000, 'x')))).rejects.toThrow(/no tar\.gz/);
    const whole = await slug({ name: 'file', content: 'x'.repeat(100_000) });
    await expect(unpack(whole.subarray(0, whole.length / 2))).rejects.toThrow(/no tar\.gz/);
  });

  it('stops when it is told to', async () => {
    const bytes = await slug({ name: 'file', content: 'x' });
    await expect(unpack(bytes, AbortSignal.abort(new Error('superseded')))).rejects.toThrow('superseded');
  });
});
