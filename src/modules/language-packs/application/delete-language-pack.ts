import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import type { Principal } from '../../keystone-auth/index.js';
import { ProjectPack } from '../domain/language-pack.js';
import { LanguagePacks } from '../domain/language-packs.js';
import { FindLanguagePack } from './find-language-pack.js';

@Injectable()
export class DeleteLanguagePack {
  constructor(
    private readonly findLanguagePack: FindLanguagePack,
    private readonly packs: LanguagePacks,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Throws `conflict` (`language_pack.in_use`) while a plan names it. */
  async execute(
    principal: Principal,
    nameOrId: string,
    check: (present: ProjectPack) => void,
  ): Promise<void> {
    await this.unitOfWork.run(async () => {
      const pack = await this.findLanguagePack.own(principal, nameOrId);
      check(pack);
      await this.packs.delete(pack.id);
    });
  }
}
