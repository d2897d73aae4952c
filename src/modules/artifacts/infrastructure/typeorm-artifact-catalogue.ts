import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { DatabaseSession, insertOnce } from '../../../database/database-session.js';
import { ArtifactCatalogue, KeptArtifact, NewArtifact } from '../domain/artifact-catalogue.js';
import { ArtifactRecord } from './artifact.record.js';

/** Whether an artifact is used or leaves is decided by its row: each is one UPDATE whose WHERE is the condition. */
@Injectable()
export class TypeOrmArtifactCatalogue extends ArtifactCatalogue {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async find(id: string): Promise<KeptArtifact | undefined> {
    const record = await this.session.manager.findOneBy(ArtifactRecord, { id, state: 'kept' });
    return record ? toArtifact(record) : undefined;
  }

  use(id: string, now: Date): Promise<boolean> {
    return this.change({ id, state: 'kept' }, { usedAt: now.getTime() });
  }

  async keep(artifact: NewArtifact, now: Date, lost: string | undefined): Promise<KeptArtifact> {
    const { id, format, size, copy } = artifact;
    const usedAt = now.getTime();
    const record = { id, format, size, copy, state: 'kept' as const, usedAt };
    if (!(await insertOnce(this.session.writer, ArtifactRecord, record))) {
      const instead = { copy, usedAt, state: 'kept' as const };
      const isTaken =
        (await this.change({ id, state: 'leaving' }, instead)) ||
        (lost !== undefined && (await this.change({ id, copy: lost }, instead)));
      if (!isTaken) await this.use(id, now);
    }
    return toArtifact(await this.session.writer.findOneByOrFail(ArtifactRecord, { id }));
  }

  async usedBefore(before: Date, after: KeptArtifact | undefined, limit: number): Promise<KeptArtifact[]> {
    const found = this.session.manager
      .createQueryBuilder(ArtifactRecord, 'artifact')
      .where("artifact.state = 'kept' AND artifact.usedAt < :before", { before: before.getTime() })
      .orderBy({ 'artifact.usedAt': 'ASC', 'artifact.id': 'ASC' })
      .limit(limit);
    if (after)
      found.andWhere('artifact.usedAt >= :at AND (artifact.usedAt > :at OR artifact.id > :id)', {
        at: after.usedAt.getTime(),
        id: after.id,
      });
    return (await found.getMany()).map(toArtifact);
  }

  leave({ id, copy, usedAt }: KeptArtifact): Promise<boolean> {
    return this.change({ id, copy, usedAt: usedAt.getTime(), state: 'kept' }, { state: 'leaving' });
  }

  async leaving(limit: number): Promise<KeptArtifact[]> {
    const found = await this.session.manager.find(ArtifactRecord, {
      where: { state: 'leaving' },
      order: { usedAt: 'ASC' },
      take: limit,
    });
    return found.map(toArtifact);
  }

  async remove({ id, copy }: KeptArtifact): Promise<void> {
    await this.session.writer.delete(ArtifactRecord, { id, copy, state: 'leaving' });
  }

  async copiesOf(ids: readonly string[]): Promise<Map<string, string>> {
    const found = await this.session.manager.findBy(ArtifactRecord, { id: In([...ids]) });
    return new Map(found.map(({ id, copy }) => [id, copy]));
  }

  private async change(where: Partial<ArtifactRecord>, changes: Partial<ArtifactRecord>): Promise<boolean> {
    const { affected } = await this.session.writer.update(ArtifactRecord, where, changes);
    return affected === 1;
  }
}

function toArtifact({ id, format, size, copy, usedAt }: ArtifactRecord): KeptArtifact {
  return { id, format, size, copy, usedAt: new Date(usedAt) };
}
