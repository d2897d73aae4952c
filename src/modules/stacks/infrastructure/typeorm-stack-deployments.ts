import { In } from 'typeorm';
import { DatabaseSession, insertOnce } from '../../../database/database-session.js';
import { newId } from '../../../shared/domain/ids.js';
import { DeploymentHistory, StackDeployment, StackDeployments } from '../domain/stack-deployments.js';
import { DeployedStackRecord, StackDeploymentRecord } from './stack-deployment.record.js';

export class TypeOrmStackDeployments extends StackDeployments {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  want(stackId: string, artifactId: string | null, now: Date): Promise<StackDeployment> {
    return this.session.run(async () => {
      const wanted = await this.nextNumber(stackId);
      const deployment = { id: newId(), stackId, artifactId, wanted, taken: null, wantedAt: now };
      await this.session.writer.insert(StackDeploymentRecord, deployment);
      return deployment;
    });
  }

  async take({ id, stackId }: StackDeployment): Promise<void> {
    await this.session.run(async () => {
      const taken = await this.nextNumber(stackId);
      await this.session.writer.update(StackDeploymentRecord, { id }, { taken });
    });
  }

  async refuse({ id }: StackDeployment): Promise<void> {
    await this.session.run(() => this.session.writer.delete(StackDeploymentRecord, { id }));
  }

  async historyOf(stackId: string): Promise<DeploymentHistory> {
    return this.session.run(async () => {
      const { manager } = this.session;
      const stack = await manager.findOneBy(DeployedStackRecord, { stackId });
      const deployments = await manager.findBy(StackDeploymentRecord, { stackId });
      return { last: stack?.last ?? 0, deployments };
    });
  }

  async release(
    stackId: string,
    { last }: DeploymentHistory,
    over: readonly StackDeployment[],
  ): Promise<void> {
    if (over.length === 0) return;
    await this.session.run(async () => {
      const { writer } = this.session;
      const { affected } = await writer.update(DeployedStackRecord, { stackId, last }, { last: last + 1 });
      if (affected === 1) await writer.delete(StackDeploymentRecord, { id: In(over.map(({ id }) => id)) });
    });
  }

  async forget(stackId: string): Promise<void> {
    await this.session.run(async () => {
      await this.session.writer.delete(StackDeploymentRecord, { stackId });
      await this.session.writer.delete(DeployedStackRecord, { stackId });
    });
  }

  async artifactsAmong(artifactIds: readonly string[]): Promise<Set<string>> {
    const found = await this.session.manager.find(StackDeploymentRecord, {
      select: { artifactId: true },
      where: { artifactId: In([...artifactIds]) },
    });
    return new Set(found.flatMap(({ artifactId }) => artifactId ?? []));
  }

  private async nextNumber(stackId: string): Promise<number> {
    const { writer } = this.session;
    await insertOnce(writer, DeployedStackRecord, { stackId, last: 0 });
    await writer.increment(DeployedStackRecord, { stackId }, 'last', 1);
    return (await writer.findOneByOrFail(DeployedStackRecord, { stackId })).last;
  }
}
