import { Injectable } from '@nestjs/common';
import { FindOptionsSelect, FindOptionsWhere, In } from 'typeorm';
import { DatabaseSession, insertOnce, isForeignKeyViolation } from '../../../database/database-session.js';
import { SecretBox } from '../../../shared/secrets/secret-box.js';
import { noSuchOwner, Secret, SecretOwner, Setting } from '../domain/secret.js';
import { Secrets, SecretValue } from '../domain/secrets.js';
import { placeOf, SecretRecord } from './secret.record.js';

/** All but the value. */
const SHOWN: FindOptionsSelect<SecretRecord> = {
  id: true,
  planId: true,
  pipelineId: true,
  name: true,
  version: true,
  setBy: true,
  setByName: true,
  createdAt: true,
  setAt: true,
};

@Injectable()
export class TypeOrmSecrets extends Secrets {
  constructor(
    private readonly session: DatabaseSession,
    private readonly box: SecretBox,
  ) {
    super();
  }

  async list(owner: SecretOwner): Promise<Secret[]> {
    const where = whereOwner(owner);
    const found = await this.session.manager.find(SecretRecord, {
      select: SHOWN,
      where,
      order: { name: 'ASC' },
    });
    return found.map(toSecret);
  }

  async find(owner: SecretOwner, name: string): Promise<Secret | undefined> {
    const where = { ...whereOwner(owner), name };
    const found = await this.session.manager.findOne(SecretRecord, { select: SHOWN, where });
    return found ? toSecret(found) : undefined;
  }

  async insert({ owner, ...secret }: Secret, value: string): Promise<boolean> {
    const row = {
      ...secret,
      planId: owner.kind === 'plan' ? owner.id : null,
      pipelineId: owner.kind === 'pipeline' ? owner.id : null,
      sealedValue: this.box.seal(value, placeOf(secret.id)),
    };
    try {
      return await insertOnce(this.session.writer, SecretRecord, row);
    } catch (error) {
      throw isForeignKeyViolation(error) ? noSuchOwner(owner) : error;
    }
  }

  async replace(id: string, value: string, setting: Setting): Promise<boolean> {
    const sealedValue = this.box.seal(value, placeOf(id));
    const { affected } = await this.session.writer.update(
      SecretRecord,
      { id },
      { ...setting, sealedValue, version: () => 'version + 1' },
    );
    return affected === 1;
  }

  async delete(owner: SecretOwner, name: string): Promise<boolean> {
    const { affected } = await this.session.writer.delete(SecretRecord, { ...whereOwner(owner), name });
    return affected === 1;
  }

  async values(owners: readonly SecretOwner[], names: readonly string[]): Promise<SecretValue[]> {
    const found = await this.session.manager.find(SecretRecord, {
      where: owners.map((owner) => ({ ...whereOwner(owner), name: In([...names]) })),
    });
    return found.map((record) => ({
      owner: ownerOf(record).kind,
      name: record.name,
      value: this.box.open(record.sealedValue, placeOf(record.id)),
    }));
  }
}

function whereOwner({ kind, id }: SecretOwner): FindOptionsWhere<SecretRecord> {
  return kind === 'plan' ? { planId: id } : { pipelineId: id };
}

function ownerOf({ planId, pipelineId }: SecretRecord): SecretOwner {
  return planId === null ? { kind: 'pipeline', id: pipelineId ?? '' } : { kind: 'plan', id: planId };
}

function toSecret(record: SecretRecord): Secret {
  const { id, name, version, setBy, setByName, createdAt, setAt } = record;
  return { id, owner: ownerOf(record), name, version, setBy, setByName, createdAt, setAt };
}
