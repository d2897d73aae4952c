import { Injectable } from '@nestjs/common';
import { DatabaseSession, insertOnce, isForeignKeyViolation } from '../../../database/database-session.js';
import { findRecord } from '../../../database/find-record.js';
import { updateRecords } from '../../../database/write-record.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import type { ProjectScope } from '../../keystone-auth/index.js';
import { DetectRule, PackCommands, ProjectPack } from '../domain/language-pack.js';
import { LanguagePacks } from '../domain/language-packs.js';
import { LanguagePackRecord } from './language-pack.record.js';

@Injectable()
export class TypeOrmLanguagePacks extends LanguagePacks {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  insert(pack: ProjectPack): Promise<boolean> {
    return insertOnce(this.session.writer, LanguagePackRecord, toRecord(pack));
  }

  async get(scope: ProjectScope, id: string): Promise<ProjectPack | undefined> {
    const record = await findRecord(this.session.manager, LanguagePackRecord, { id, ...scope.where });
    return record && toPack(record);
  }

  async find(projectId: string, name: string): Promise<ProjectPack | undefined> {
    const record = await findRecord(this.session.manager, LanguagePackRecord, { projectId, name });
    return record && toPack(record);
  }

  async ofProject(projectId: string): Promise<ProjectPack[]> {
    return (await this.session.manager.findBy(LanguagePackRecord, { projectId })).map(toPack);
  }

  async update(pack: ProjectPack, version: number): Promise<boolean> {
    const { id, ...fields } = toRecord(pack);
    return (await updateRecords(this.session.writer, LanguagePackRecord, { id, version }, fields)) === 1;
  }

  async delete(id: string): Promise<void> {
    try {
      await this.session.writer.delete(LanguagePackRecord, { id });
    } catch (error) {
      if (!isForeignKeyViolation(error)) throw error;
      const message = 'A plan names this language pack: delete the plan, or let it name another one, first.';
      throw new DomainError('conflict', 'language_pack.in_use', message);
    }
  }
}

function toRecord({ origin: _origin, ...pack }: ProjectPack): LanguagePackRecord {
  return { ...pack, detect: [...pack.detect] };
}

function toPack({ detect, commands, ...rest }: LanguagePackRecord): ProjectPack {
  return {
    ...rest,
    origin: 'project',
    detect: detect as DetectRule[],
    commands: commands as PackCommands,
  };
}
