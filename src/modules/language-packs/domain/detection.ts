import type { DetectRule, LanguagePack } from './language-pack.js';

/** Files whose text is looked into for one detection. */
const MOST_READ = 20;
/** Files that the words for a failed detection list. */
const MOST_LISTED = 40;

type Candidate = Pick<LanguagePack, 'name' | 'detect'>;

/** What lies at the root of a source: plain files only, and the beginnings of those that rules look into. */
export interface Root {
  readonly names: readonly string[];
  /** By name. */
  readonly texts: ReadonlyMap<string, string>;
}

/** A pack that matches, and what says so. */
export interface Detection<Pack> {
  readonly pack: Pack;
  readonly weight: number;
  /** E.g. `package.json is there`. */
  readonly reason: string;
}

/**
 * The names of the files whose text a detection needs. There are not many: those that a rule names in full come before
 * those that a `*` finds.
 */
export function filesToRead(packs: readonly Candidate[], names: readonly string[]): string[] {
  const rules = packs.flatMap(({ detect }) => detect).filter(({ contains }) => contains !== null);
  const exact = new Set(rules.map(({ file }) => file));
  const wanted = sorted(names).filter((name) => rules.some(({ file }) => matches(file, name)));
  return [...wanted.filter((name) => exact.has(name)), ...wanted.filter((name) => !exact.has(name))].slice(
    0,
    MOST_READ,
  );
}

/**
 * The heaviest pack whose rules match, and of several that are as heavy the first by name: a tree has one answer, in
 * whatever order it is listed, and the packs are. Undefined where none matches.
 */
export function detectPack<Pack extends Candidate>(
  packs: readonly Pack[],
  root: Root,
): Detection<Pack> | undefined {
  const tree = { names: sorted(root.names), texts: root.texts };
  const found = packs.flatMap((pack) => matchOf(pack, tree) ?? []);
  return found.sort((a, b) => b.weight - a.weight || (a.pack.name < b.pack.name ? -1 : 1))[0];
}

/** The files that packs are told by, in order of name, and who is told by them. */
export function lookedFor(packs: readonly Candidate[]): string {
  const files = new Map<string, Set<string>>();
  for (const { name, detect } of packs)
    for (const { file } of detect) files.set(file, (files.get(file) ?? new Set()).add(name));
  const listed = sorted([...files.keys()]).map(
    (file) => `${file} (${sorted([...(files.get(file) ?? [])]).join(', ')})`,
  );
  const more = listed.length - MOST_LISTED;
  return listed.slice(0, MOST_LISTED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** By the pack's heaviest rule that matches; of several the first. */
function matchOf<Pack extends Candidate>(pack: Pack, root: Root): Detection<Pack> | undefined {
  const found = pack.detect.flatMap((rule) => {
    const name = root.names.find((each) => matches(rule.file, each) && holds(rule, root.texts.get(each)));
    return name === undefined ? [] : [{ pack, weight: rule.weight, reason: reasonOf(rule, name) }];
  });
  return found.sort((a, b) => b.weight - a.weight)[0];
}

function holds({ contains }: DetectRule, text: string | undefined): boolean {
  return contains === null || (text?.includes(contains) ?? false);
}

function reasonOf({ contains }: DetectRule, name: string): string {
  return contains === null ? `${name} is there` : `${name} contains ${JSON.stringify(contains)}`;
}

function matches(file: string, name: string): boolean {
  const star = file.indexOf('*');
  if (star < 0) return file === name;
  const [head, tail] = [file.slice(0, star), file.slice(star + 1)];
  return name.length >= head.length + tail.length && name.startsWith(head) && name.endsWith(tail);
}

/** By code units, whatever language the machine speaks. */
function sorted(texts: readonly string[]): string[] {
  return [...texts].sort();
}
