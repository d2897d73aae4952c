import { Injectable } from '@nestjs/common';
import { In, LessThan } from 'typeorm';
import { DatabaseSession, insertOnce } from '../../../database/database-session.js';
import { ExecutionArtifacts } from '../domain/execution-artifacts.js';
import { ExecutionArtifactRecord } from './execution-artifact.record.js';

@Injectable()
export class TypeOrmExecutionArtifacts extends ExecutionArtifacts {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async note(executionId: string, artifactId: string): Promise<void> {
    await insertOnce(this.session.writer, ExecutionArtifactRecord, { artifactId, executionId });
  }

  async executionsOf(artifactId: string, before: string | undefined, limit: number): Promise<string[]> {
    const found = await this.session.manager.find(ExecutionArtifactRecord, {
      where: { artifactId, ...(before === undefined ? {} : { executionId: LessThan(before) }) },
      order: { executionId: 'DESC' },
      take: limit,
    });
    return found.map(({ executionId }) => executionId);
  }

  async deleteOf(executionIds: readonly string[], limit: number): Promise<number> {
    const { writer } = this.session;
    const where = { executionId: In([...executionIds]) };
    const found = await writer.find(ExecutionArtifactRecord, { where, take: limit });
    for (const row of found) await writer.delete(ExecutionArtifactRecord, { ...row });
    return found.length;
  }
}
