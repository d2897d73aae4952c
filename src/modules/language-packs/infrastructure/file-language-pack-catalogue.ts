import { load } from 'js-yaml';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { v5 } from 'uuid';
import { z } from 'zod';
import { isImageReference } from '../domain/image-reference.js';
import { DEFAULT_WEIGHT, isFilePattern, LanguagePack } from '../domain/language-pack.js';
import { LanguagePackCatalogue } from '../domain/language-pack-catalogue.js';

/** Of the ids of built-in packs, which are the same everywhere, as their names are. */
const NAMESPACE = '5f0c5a1e-7d1f-4d5c-9d7a-0b6f6a2c8e31';

const command = z.string().nullable().default(null);

const document = z.strictObject({
  name: z.string().regex(/^[a-z-]+$/),
  description: z.string(),
  image: z.string().refine(isImageReference).nullable().default(null),
  detect: z.array(
    z.strictObject({
      file: z.string().refine(isFilePattern),
      contains: z.string().nullable().default(null),
      weight: z.number().int().default(DEFAULT_WEIGHT),
    }),
  ),
  commands: z.strictObject({ test: command, build: command, run: command }),
});

/** Reads every `*.yaml` of a directory once; a document that is no pack stops the service from starting. */
export class FileLanguagePackCatalogue extends LanguagePackCatalogue {
  private readonly packs: readonly LanguagePack[];

  constructor(directory: string) {
    super();
    const files = readdirSync(directory).filter((file) => file.endsWith('.yaml'));
    this.packs = files
      .map((file) => builtIn(readFileSync(join(directory, file), 'utf8')))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  list(): readonly LanguagePack[] {
    return this.packs;
  }

  find(name: string): LanguagePack | undefined {
    return this.packs.find((pack) => pack.name === name);
  }

  get(id: string): LanguagePack | undefined {
    return this.packs.find((pack) => pack.id === id);
  }
}

function builtIn(text: string): LanguagePack {
  const fields = document.parse(load(text));
  return {
    ...fields,
    id: v5(fields.name, NAMESPACE),
    origin: 'built-in',
    projectId: null,
    userId: null,
    requestDigest: null,
    version: createHash('sha256').update(text).digest('hex').slice(0, 32),
    createdAt: null,
    updatedAt: null,
  };
}
