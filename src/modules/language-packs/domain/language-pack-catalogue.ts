import { LanguagePack } from './language-pack.js';

/** The language packs that come with the service. */
export abstract class LanguagePackCatalogue {
  /** In order of name. */
  abstract list(): readonly LanguagePack[];

  abstract find(name: string): LanguagePack | undefined;

  abstract get(id: string): LanguagePack | undefined;
}
