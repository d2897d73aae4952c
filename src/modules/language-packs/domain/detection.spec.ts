import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FileLanguagePackCatalogue } from '../infrastructure/file-language-pack-catalogue.js';
import { detectPack, filesToRead, lookedFor } from './detection.js';
import type { DetectRule } from './language-pack.js';

const rule = (file: string, over: Partial<DetectRule> = {}): DetectRule => ({
  file,
  contains: null,
  weight: 50,
  ...over,
});
const pack = (name: string, ...detect: DetectRule[]) => ({ name, detect });
const root = (files: Record<string, string>) => ({
  names: Object.keys(files),
  texts: new Map(Object.entries(files)),
});
const chosen = (packs: ReturnType<typeof pack>[], files: Record<string, string>) => {
  const found = detectPack(packs, root(files));
  return found && [found.pack.name, found.reason];
};

describe('the detection of a language pack', () => {
  it('names the file that says so', () => {
    expect(chosen([pack('node', rule('package.json'))], { 'package.json': '', 'a.txt': '' })).toEqual([
      'node',
      'package.json is there',
    ]);
  });

  it('finds nothing where no file says so', () => {
    expect(
      chosen([pack('node', rule('package.json')), pack('bare')], { 'Package.json': '' }),
    ).toBeUndefined();
  });

  it('prefers the heavier pack, whatever its name', () => {
    const packs = [pack('a', rule('x')), pack('b', rule('x', { weight: 51 })), pack('c', rule('x'))];
    expect(chosen(packs, { x: '' })).toEqual(['b', 'x is there']);
  });

  it('takes the first by name of those that are as heavy', () => {
    expect(chosen([pack('ruby', rule('x')), pack('go', rule('x'))], { x: '' })).toEqual(['go', 'x is there']);
  });

  it('weighs a pack by its heaviest rule that matches', () => {
    const packs = [pack('a', rule('x'), rule('y', { weight: 900 })), pack('b', rule('x', { weight: 60 }))];
    expect(chosen(packs, { x: '' })).toEqual(['b', 'x is there']);
    expect(chosen(packs, { x: '', y: '' })).toEqual(['a', 'y is there']);
  });

  it('looks into the file where the rule asks for a text', () => {
    const packs = [pack('next', rule('package.json', { contains: '"next"' }))];
    expect(chosen(packs, { 'package.json': '{"dependencies": {"next": "1"}}' })).toEqual([
      'next',
      'package.json contains "\\"next\\""',
    ]);
    expect(chosen(packs, { 'package.json': '{}' })).toBeUndefined();
  });

  it('reads * as any characters, and nothing else as a sign', () => {
    const packs = [pack('dotnet', rule('*.csproj')), pack('odd', rule('a?[b]'))];
    expect(chosen(packs, { 'shop.csproj': '' })).toEqual(['dotnet', 'shop.csproj is there']);
    expect(chosen(packs, { axb: '', 'shop.csproj.old': '' })).toBeUndefined();
    expect(chosen([pack('x', rule('aa*aa'))], { aaa: '' })).toBeUndefined();
  });

  it('reads few files, and those first that a rule names in full', () => {
    const packs = [pack('a', rule('*', { contains: 'x' })), pack('b', rule('z.txt', { contains: 'x' }))];
    const names = Array.from({ length: 100 }, (_, index) => `${String(index).padStart(3, '0')}.txt`);
    const read = filesToRead(packs, [...names, 'z.txt']);
    expect(read).toHaveLength(20);
    expect(read.slice(0, 2)).toEqual(['z.txt', '000.txt']);
    expect(filesToRead([pack('c', rule('z.txt'))], ['z.txt'])).toEqual([]);
  });

  it('says what it looked for', () => {
    expect(lookedFor([pack('b', rule('y'), rule('x')), pack('a', rule('x'))])).toBe('x (a, b), y (b)');
    const many = Array.from({ length: 50 }, (_, index) => rule(`f${index + 10}`));
    expect(lookedFor([pack('a', ...many)])).toMatch(/f49 \(a\) and 10 more$/);
  });

  const files = fc.uniqueArray(fc.constantFrom('a', 'b', 'ab', 'abc', 'package.json', '__proto__'));
  const rules = fc.array(
    fc.record({
      file: fc.constantFrom('a', 'a*', '*', '*c', 'package.json', '__proto__'),
      contains: fc.constantFrom(null, 'x', 'y'),
      weight: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 3 },
  );
  const packs = fc.uniqueArray(fc.record({ name: fc.constantFrom('p', 'q', 'r', 's'), detect: rules }), {
    selector: ({ name }) => name,
  });

  it('gives any tree one answer, in whatever order files and packs are listed', () => {
    const shuffled = fc.tuple(files, packs).chain(([names, all]) =>
      fc.record({
        names: fc.constant(names),
        all: fc.constant(all),
        otherNames: fc.shuffledSubarray(names, { minLength: names.length }),
        otherAll: fc.shuffledSubarray(all, { minLength: all.length }),
        texts: fc.dictionary(
          fc.constantFrom(...['a', 'b', 'ab', 'abc', 'package.json']),
          fc.constantFrom('x', 'xy'),
        ),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ names, all, otherNames, otherAll, texts }) => {
        const known = new Map(Object.entries(texts));
        const found = detectPack(all, { names, texts: known });
        expect(detectPack(otherAll, { names: otherNames, texts: known })).toEqual(found);
        expect(filesToRead(otherAll, otherNames)).toEqual(filesToRead(all, names));
        const heavier = all
          .filter(({ name }) => name !== found?.pack.name)
          .map((other) => detectPack([other], { names, texts: known })?.weight ?? 0);
        expect(Math.max(0, ...heavier)).toBeLessThanOrEqual(found?.weight ?? 0);
      }),
    );
  });
});

describe('the built-in language packs', () => {
  const catalogue = new FileLanguagePackCatalogue('etc/language-packs');

  it.each([
    ['package.json', 'node'],
    ['requirements.txt', 'python'],
    ['pyproject.toml', 'python'],
    ['go.mod', 'go'],
    ['pom.xml', 'maven'],
    ['build.gradle.kts', 'gradle'],
    ['Gemfile', 'ruby'],
    ['Cargo.toml', 'rust'],
    ['composer.json', 'php'],
    ['Containerfile', 'container'],
    ['Dockerfile', 'container'],
  ])('tell by %s that a source is for %s', (file, name) => {
    expect(detectPack(catalogue.list(), root({ [file]: '', 'README.md': '' }))?.pack.name).toBe(name);
  });

  it('see a language first, and its Containerfile after it', () => {
    expect(detectPack(catalogue.list(), root({ Dockerfile: '', 'go.mod': '' }))?.pack.name).toBe('go');
  });

  it('have ids that are theirs wherever the service runs', () => {
    const again = new FileLanguagePackCatalogue('etc/language-packs');
    const ids = catalogue.list().map(({ id }) => id);
    expect(again.list().map(({ id }) => id)).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
