import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { isUuid } from '../../../shared/domain/ids.js';
import { AccessLog, type Principal } from '../../keystone-auth/index.js';
import { LanguagePack, noSuchPack, offered, ProjectPack } from '../domain/language-pack.js';
import { LanguagePackCatalogue } from '../domain/language-pack-catalogue.js';
import { LanguagePacks } from '../domain/language-packs.js';

@Injectable()
export class FindLanguagePack {
  constructor(
    private readonly packs: LanguagePacks,
    private readonly catalogue: LanguagePackCatalogue,
    private readonly log: AccessLog,
  ) {}

  /** By id, or by name: the project's own, else the built-in one. Throws `not_found` (`language_pack.not_found`). */
  async execute(principal: Principal, nameOrId: string): Promise<LanguagePack> {
    const id = nameOrId.toLowerCase();
    const pack = isUuid(id)
      ? (this.catalogue.get(id) ?? (await this.packs.get(principal.reach, id)))
      : await this.named(principal.projectId, nameOrId);
    if (!pack) throw noSuchPack(nameOrId);
    if (pack.projectId !== null) this.log.note(principal, 'language_pack', { id, projectId: pack.projectId });
    return pack;
  }

  /** As above, to be changed. Throws `conflict` (`language_pack.built_in`) for a built-in one. */
  async own(principal: Principal, nameOrId: string): Promise<ProjectPack> {
    const pack = await this.execute(principal, nameOrId);
    if (isOwn(pack)) return pack;
    const message = `${pack.name} comes with the service: make a language pack of this name, which goes before it.`;
    throw new DomainError('conflict', 'language_pack.built_in', message);
  }

  /** What a plan of the project means by a name. */
  async named(projectId: string, name: string): Promise<LanguagePack | undefined> {
    return (await this.packs.find(projectId, name)) ?? this.catalogue.find(name);
  }

  /** In order of name; the project's own stands in for a built-in one of its name. */
  async all(projectId: string): Promise<LanguagePack[]> {
    return offered<LanguagePack>(await this.packs.ofProject(projectId), this.catalogue.list());
  }
}

function isOwn(pack: LanguagePack): pack is ProjectPack {
  return pack.origin === 'project';
}
