import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import type { Page, PageRequest } from '../../../shared/domain/paging.js';
import { LanguagePack } from '../domain/language-pack.js';
import { FindLanguagePack } from './find-language-pack.js';

@Injectable()
export class ListLanguagePacks {
  constructor(private readonly find: FindLanguagePack) {}

  /** By name, which no two of them share. Throws `invalid` (`query.invalid`) for a marker that is none of them. */
  async execute(
    projectId: string,
    { limit, marker, sort, filters }: PageRequest,
  ): Promise<Page<LanguagePack>> {
    const found = await this.find.all(projectId);
    const ordered = sort.direction === 'asc' ? found : found.reverse();
    const at = marker === undefined ? -1 : ordered.findIndex(({ id }) => id === marker);
    if (marker !== undefined && at < 0)
      throw DomainError.invalidField('query.invalid', '/marker', 'The marker is not the id of an item here.');
    const behind = ordered
      .slice(at + 1)
      .filter(
        ({ name, origin }) =>
          (filters.name === undefined || name === filters.name) &&
          (filters.origin === undefined || origin === filters.origin),
      );
    return { items: behind.slice(0, limit), more: behind.length > limit };
  }
}
