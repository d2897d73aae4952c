import { DomainError } from '../../../shared/domain/domain-error.js';
import { isUuid } from '../../../shared/domain/ids.js';

/** What a plan says in place of a name where the pack is to be detected from the source. */
export const AUTO = 'auto';

export const MOST_PACKS = 50;
export const MOST_RULES = 10;
export const LONGEST_FILE = 100;
export const LONGEST_CONTAINS = 200;
export const LONGEST_COMMAND = 10_000;
export const DEFAULT_WEIGHT = 50;
export const MOST_WEIGHT = 1000;

/** One thing that says that a source is of a language: a file at its root. */
export interface DetectRule {
  /** A file's name; one `*` in it stands for any characters. */
  readonly file: string;
  /** Text that the file must hold, too; null: that it is there is enough. */
  readonly contains: string | null;
  /** Of several packs that match, the heaviest is chosen. */
  readonly weight: number;
}

/** What a plan that names no command of its own gets; null: there is none. */
export interface PackCommands {
  readonly test: string | null;
  readonly build: string | null;
  readonly run: string | null;
}

/** What users write of a pack. */
export interface LanguagePackFields {
  readonly name: string;
  readonly description: string;
  /** The OCI image that the commands are made for; null: none is named. */
  readonly image: string | null;
  readonly detect: readonly DetectRule[];
  readonly commands: PackCommands;
}

/** How the source of a language is tested, built and run, and how it is told. */
export interface LanguagePack extends LanguagePackFields {
  readonly id: string;
  readonly origin: 'built-in' | 'project';
  /** Null for the built-in ones, which come with the release; so are the following. */
  readonly projectId: string | null;
  readonly userId: string | null;
  /** Of the request that made it, where that bore an Idempotency-Key. */
  readonly requestDigest: string | null;
  /** Counts changes; of a built-in one the digest of its document. The ETag is made from it. */
  readonly version: number | string;
  readonly createdAt: Date | null;
  readonly updatedAt: Date | null;
}

/** A pack of a project's own. */
export interface ProjectPack extends LanguagePack {
  readonly origin: 'project';
  readonly projectId: string;
  readonly userId: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Whether a name means nothing else: `auto` has a pack detected, and an id is looked up as one. */
export function isFreeName(name: string): boolean {
  return name !== AUTO && !isUuid(name.toLowerCase());
}

const FILE = /^[^/*]*\*?[^/*]*$/;

/** Whether a text is the name of a file, with one `*` at most. */
export function isFilePattern(text: string): boolean {
  return text.length <= LONGEST_FILE && !/\p{Cc}/u.test(text) && FILE.test(text) && !/^\.{0,2}$/.test(text);
}

/** In order of name; the project's own stands in for a built-in one of its name. */
export function offered<Pack extends Pick<LanguagePack, 'name'>>(
  own: readonly Pack[],
  builtIn: readonly Pack[],
): Pack[] {
  const names = new Set(own.map(({ name }) => name));
  return [...own, ...builtIn.filter(({ name }) => !names.has(name))].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
}

export function noSuchPack(nameOrId: string): DomainError {
  const message = `There is no language pack ${nameOrId.slice(0, 100)} here.`;
  return new DomainError('not_found', 'language_pack.not_found', message);
}
