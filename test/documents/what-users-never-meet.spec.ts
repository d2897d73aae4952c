import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { claimsOf } from './claims-of-tests.js';

const PAGE = 'docs/inside/promises.md';
const HEADING = '# What users never meet';
/** `path`: title of the test; several are apart by <br> */
const PROOF = /^`([^`]+)`: (.+)$/;

interface Promised {
  readonly pain: string;
  readonly proofs: readonly string[];
}

function table(): Promised[] {
  const page = readFileSync(PAGE, 'utf8');
  const [section = ''] = page.slice(page.indexOf(HEADING) + HEADING.length).split(/^## /m);
  const rows = section.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| ---'));
  return rows.slice(1).map((row) => {
    const [, pain = '', , proofs = ''] = row.split(/(?<!\\)\|/).map((cell) => cell.trim());
    return { pain, proofs: proofs.split('<br>').map((proof) => proof.trim()) };
  });
}

const PROMISES = table();

const FILES = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(spec|contract)\.ts$/.test(file))
  .map((file) => join('test', file));

/** A suite of claims is proof where some test file runs it. */
function runs(path: string): boolean {
  if (path.endsWith('.spec.ts')) return true;
  const imported = `/${basename(path, '.ts')}.js'`;
  return FILES.some((file) => file !== path && readFileSync(file, 'utf8').includes(imported) && runs(file));
}

describe('what users never meet', () => {
  it('is promised twenty times', () => {
    expect(new Set(PROMISES.map(({ pain }) => pain)).size).toBe(20);
  });

  it.each(PROMISES)('has tests that are there: $pain', ({ proofs }) => {
    const missing = proofs.filter((proof) => {
      const [, path = '', title = ''] = PROOF.exec(proof) ?? [];
      return !path || !runs(path) || !claimsOf(path).includes(title);
    });
    expect(missing).toEqual([]);
  });
});
