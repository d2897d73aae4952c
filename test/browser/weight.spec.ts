import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

const BUILT = new URL('../../dist/dashboard/', import.meta.url);
const MOST_BYTES = 250_000;

/** The files that have to be there before a page is drawn: the entry, the page's chunk, and all that these import. */
function filesOf(manifest: Readonly<Record<string, Chunk>>, names: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const files = new Set<string>();
  const visit = (name: string): void => {
    const chunk = manifest[name];
    if (!chunk || seen.has(name)) return;
    seen.add(name);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  for (const name of names) visit(name);
  return files;
}

describe('what the dashboard loads before its first paint', () => {
  it('weighs less than 250 kB, compressed', () => {
    const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', BUILT), 'utf8')) as Record<
      string,
      Chunk
    >;
    const page = 'src/features/pipelines/pipelines-page.tsx';
    expect(Object.keys(manifest)).toEqual(expect.arrayContaining(['index.html', page]));
    const bytes = [...filesOf(manifest, ['index.html', page])].map(
      (file) => gzipSync(readFileSync(new URL(file, BUILT))).length,
    );
    expect(bytes.length).toBeGreaterThan(2);
    expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(MOST_BYTES);
  });
});
