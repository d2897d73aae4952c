import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { makeTrialDirectory } from './trial-directories.js';

describe('the directory of a trial', () => {
  let parent: string;

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'solum-test-'));
  });

  afterEach(() => rm(parent, { recursive: true }));

  it('takes the place of those that killed processes left, and leaves alone what is in use or another’s', async () => {
    await mkdir(join(parent, 'another-1'));
    const left = await makeTrialDirectory(parent);
    await writeFile(join(left, 'image.tar'), 'half');
    const soon = await makeTrialDirectory(parent);
    expect((await readdir(parent)).sort()).toEqual(['another-1', basename(left), basename(soon)].sort());
    const later = await makeTrialDirectory(parent, new Date(Date.now() + 2 * 3_600_000));
    expect((await readdir(parent)).sort()).toEqual(['another-1', basename(later)].sort());
  });
});
