import { Injectable } from '@nestjs/common';
import { DomainError, type FieldError } from '../../../shared/domain/domain-error.js';
import { AUTO } from '../domain/language-pack.js';
import { FindLanguagePack } from './find-language-pack.js';

/** Where a pack is named. */
export interface NamedPack {
  readonly name: string;
  /** JSON Pointer of the field. */
  readonly pointer: string;
}

@Injectable()
export class CheckPackNames {
  constructor(private readonly find: FindLanguagePack) {}

  /** The ids of the project's own packs among them. Throws `invalid` with `code` and each field that names none. */
  async execute(projectId: string, named: readonly NamedPack[], code: string): Promise<string[]> {
    const wanted = named.filter(({ name }) => name !== AUTO);
    if (wanted.length === 0) return [];
    const packs = new Map((await this.find.all(projectId)).map((pack) => [pack.name, pack]));
    const errors = wanted.filter(({ name }) => !packs.has(name)).map(unknown);
    if (errors.length > 0)
      throw new DomainError('invalid', code, wordsOf(errors, [...packs.keys()]), { errors });
    const own = wanted.flatMap(({ name }) => {
      const pack = packs.get(name);
      return pack?.origin === 'project' ? [pack.id] : [];
    });
    return [...new Set(own)];
  }
}

function unknown({ name, pointer }: NamedPack): FieldError {
  return { pointer, detail: `There is no language pack ${JSON.stringify(name.slice(0, 100))} here` };
}

function wordsOf(errors: readonly FieldError[], known: readonly string[]): string {
  const found = errors.map(({ pointer, detail }) => `${pointer}: ${detail}`).join('; ');
  return `${found}; there are ${AUTO}, ${known.join(', ')}`.slice(0, 2000);
}
