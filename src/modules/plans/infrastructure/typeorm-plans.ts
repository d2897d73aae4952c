import { Injectable } from '@nestjs/common';
import { DatabaseSession, insertOnce, isForeignKeyViolation } from '../../../database/database-session.js';
import { findRecord } from '../../../database/find-record.js';
import { keysetPage } from '../../../database/keyset-page.js';
import { insertRecord } from '../../../database/write-record.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { Page, PageRequest } from '../../../shared/domain/paging.js';
import { SecretBox } from '../../../shared/secrets/secret-box.js';
import type { ProjectScope } from '../../keystone-auth/index.js';
import { Plan, PlanDocument, RepoTokens } from '../domain/plan.js';
import { Plans } from '../domain/plans.js';
import { placeOf, PlanRecord } from './plan.record.js';
import { PlanLanguagePackRecord } from './plan-language-pack.record.js';

const PROPERTIES = { created_at: 'createdAt', updated_at: 'updatedAt', name: 'name' };

@Injectable()
export class TypeOrmPlans extends Plans {
  constructor(
    private readonly session: DatabaseSession,
    private readonly secrets: SecretBox,
  ) {
    super();
  }

  async insert(plan: Plan, packIds: readonly string[]): Promise<boolean> {
    if (!(await insertOnce(this.session.writer, PlanRecord, this.toRecord(plan)))) return false;
    await this.refer(plan.id, packIds);
    return true;
  }

  async find(scope: ProjectScope, id: string): Promise<Plan | undefined> {
    const record = await findRecord(this.session.manager, PlanRecord, { id, ...scope.where });
    return record ? this.toPlan(record) : undefined;
  }

  async list(scope: ProjectScope, page: PageRequest): Promise<Page<Plan>> {
    const found = await keysetPage(this.session.manager, page, {
      record: PlanRecord,
      where: scope.where,
      properties: PROPERTIES,
    });
    return { ...found, items: found.items.map((record) => this.toPlan(record)) };
  }

  async update(plan: Plan, version: number, packIds: readonly string[]): Promise<boolean> {
    const { id, ...changes } = this.toRecord(plan);
    const { affected } = await this.session.writer.update(PlanRecord, { id, version }, changes);
    if (affected !== 1) return false;
    await this.session.writer.delete(PlanLanguagePackRecord, { planId: id });
    await this.refer(id, packIds);
    return true;
  }

  async delete(id: string): Promise<void> {
    try {
      await this.session.writer.delete(PlanRecord, { id });
    } catch (error) {
      if (!isForeignKeyViolation(error)) throw error;
      throw new DomainError(
        'conflict',
        'plan.in_use',
        'A pipeline still refers to this plan: delete the pipeline first.',
      );
    }
  }

  private async refer(planId: string, packIds: readonly string[]): Promise<void> {
    try {
      for (const languagePackId of packIds)
        await insertRecord(this.session.writer, PlanLanguagePackRecord, { planId, languagePackId });
    } catch (error) {
      if (!isForeignKeyViolation(error)) throw error;
      const message = 'A language pack that the plan names has gone just now: look which there are.';
      throw new DomainError('conflict', 'plan.language_pack_gone', message);
    }
  }

  private toRecord(plan: Plan): PlanRecord {
    const hasTokens = Object.keys(plan.repoTokens).length > 0;
    return {
      id: plan.id,
      projectId: plan.projectId,
      userId: plan.userId,
      name: plan.document.name,
      document: plan.document,
      repoTokens: hasTokens ? this.secrets.seal(JSON.stringify(plan.repoTokens), placeOf(plan.id)) : null,
      requestDigest: plan.requestDigest,
      version: plan.version,
      createdAt: plan.createdAt,
      updatedAt: plan.updatedAt,
    };
  }

  private toPlan(record: PlanRecord): Plan {
    const { repoTokens: sealed, name: _name, ...rest } = record;
    const repoTokens = sealed
      ? (JSON.parse(this.secrets.open(sealed, placeOf(record.id))) as RepoTokens)
      : {};
    return { ...rest, document: rest.document as PlanDocument, repoTokens };
  }
}
