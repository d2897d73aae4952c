import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { detectPack, filesToRead, lookedFor } from '../domain/detection.js';
import { AUTO, LanguagePack } from '../domain/language-pack.js';
import { SourceRoot } from '../domain/source-root.js';
import { FindLanguagePack } from './find-language-pack.js';

/** The pack that a source is worked on with. */
export interface ChosenPack {
  readonly pack: LanguagePack;
  /** Whether it was detected; else it was named. */
  readonly detected: boolean;
  /** E.g. `package.json is there`. */
  readonly reason: string;
}

@Injectable()
export class ChooseLanguagePack {
  constructor(private readonly find: FindLanguagePack) {}

  /**
   * The pack of the name; by `auto` the one that the source's root shows. Throws `invalid`: `language_pack.unknown` where
   * there is none of the name, `language_pack.none_matches`, which lists what was looked for.
   */
  async execute(projectId: string, wanted: string, root: SourceRoot): Promise<ChosenPack> {
    if (wanted === AUTO) return this.detect(projectId, root);
    const pack = await this.find.named(projectId, wanted);
    if (pack) return { pack, detected: false, reason: 'it is named' };
    const message = `There is no language pack ${wanted.slice(0, 100)} here.`;
    throw new DomainError('invalid', 'language_pack.unknown', message);
  }

  private async detect(projectId: string, root: SourceRoot): Promise<ChosenPack> {
    const packs = await this.find.all(projectId);
    const names = await root.names();
    const texts = new Map<string, string>();
    for (const name of filesToRead(packs, names)) texts.set(name, await root.text(name));
    const found = detectPack(packs, { names, texts });
    if (found) return { pack: found.pack, detected: true, reason: found.reason };
    throw new DomainError(
      'invalid',
      'language_pack.none_matches',
      `auto found no language pack: the root of the source shows none of ${lookedFor(packs)}.`,
    );
  }
}
