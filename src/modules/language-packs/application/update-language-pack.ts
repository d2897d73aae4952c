import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import type { Principal } from '../../keystone-auth/index.js';
import { LanguagePackFields, ProjectPack } from '../domain/language-pack.js';
import { LanguagePacks } from '../domain/language-packs.js';
import { FindLanguagePack } from './find-language-pack.js';

@Injectable()
export class UpdateLanguagePack {
  constructor(
    private readonly findLanguagePack: FindLanguagePack,
    private readonly packs: LanguagePacks,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Replaces all but the name, which plans know it by. Tasks that begin from now on see the change. `check` sees the pack
   * as it is and may refuse (If-Match).
   */
  async execute(
    principal: Principal,
    nameOrId: string,
    fields: LanguagePackFields,
    check: (present: ProjectPack) => void,
  ): Promise<ProjectPack> {
    return this.unitOfWork.run(async () => {
      const present = await this.findLanguagePack.own(principal, nameOrId);
      check(present);
      if (fields.name !== present.name) throw renamed(present.name);
      const changed: ProjectPack = {
        ...present,
        ...fields,
        version: present.version + 1,
        updatedAt: this.clock.now(),
      };
      if (!(await this.packs.update(changed, present.version))) throw changedMeanwhile();
      return changed;
    });
  }
}

function renamed(name: string): DomainError {
  const detail = `must stay ${name}: plans know the pack by it`;
  return DomainError.invalidField('language_pack.invalid', '/name', detail);
}

function changedMeanwhile(): DomainError {
  const message = 'Somebody else changed the language pack just now: read it again.';
  return new DomainError('conflict', 'language_pack.changed', message);
}
