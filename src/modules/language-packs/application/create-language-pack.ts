import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { refuseOtherRequest, RequestIdentity } from '../../../shared/domain/idempotency.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { type Principal, ProjectScope } from '../../keystone-auth/index.js';
import { LanguagePackFields, MOST_PACKS, ProjectPack } from '../domain/language-pack.js';
import { LanguagePacks } from '../domain/language-packs.js';

@Injectable()
export class CreateLanguagePack {
  constructor(
    private readonly packs: LanguagePacks,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * The same request under the same Idempotency-Key answers the pack that it made before. Throws `conflict`
   * (`language_pack.name_taken`, `language_pack.too_many`).
   */
  async execute(
    { projectId, userId }: Principal,
    fields: LanguagePackFields,
    identity: RequestIdentity,
  ): Promise<ProjectPack> {
    const known = await this.madeBefore(projectId, identity);
    if (known) return known;
    const now = this.clock.now();
    const { id, digest: requestDigest } = identity;
    const pack: ProjectPack = {
      ...fields,
      ...{ id, origin: 'project', projectId, userId, requestDigest, version: 1 },
      createdAt: now,
      updatedAt: now,
    };
    if (await this.unitOfWork.run(() => this.add(pack))) return pack;
    // The same request may have come twice at the same time.
    const other = await this.madeBefore(projectId, identity);
    if (!other) throw nameTaken(pack.name);
    return other;
  }

  private async madeBefore(projectId: string, identity: RequestIdentity): Promise<ProjectPack | undefined> {
    const known = await this.packs.get(ProjectScope.of(projectId), identity.id);
    if (known) refuseOtherRequest(identity, known.requestDigest);
    return known;
  }

  private async add(pack: ProjectPack): Promise<boolean> {
    if ((await this.packs.ofProject(pack.projectId)).length >= MOST_PACKS) throw tooMany();
    return this.packs.insert(pack);
  }
}

function tooMany(): DomainError {
  const message = `A project may have ${MOST_PACKS} language packs: delete one that is needed no more.`;
  return new DomainError('conflict', 'language_pack.too_many', message);
}

function nameTaken(name: string): DomainError {
  const message = `The project has a language pack ${name}: change that one, or take another name.`;
  return new DomainError('conflict', 'language_pack.name_taken', message);
}
