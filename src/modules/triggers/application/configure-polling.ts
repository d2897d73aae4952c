import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import type { Principal } from '../../keystone-auth/index.js';
import { FindPipeline } from '../../pipelines/index.js';
import { type Polling, Pollings } from '../domain/polling.js';
import { PollRepositories } from './poll-repositories.js';

@Injectable()
export class ConfigurePolling {
  constructor(
    private readonly findPipeline: FindPipeline,
    private readonly pollings: Pollings,
    private readonly poll: PollRepositories,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Throws `not_found` (`polling.not_found`) where the repository is not looked at. */
  async show(principal: Principal, pipelineId: string): Promise<Polling> {
    await this.findPipeline.execute(principal, pipelineId);
    const polling = await this.pollings.find(pipelineId);
    if (polling) return polling;
    throw new DomainError('not_found', 'polling.not_found', 'The repository is not polled: PUT an interval.');
  }

  /** The first look takes the repository as it is, and starts nothing. */
  async save(principal: Principal, pipelineId: string, interval: number): Promise<Polling> {
    const { projectId } = await this.findPipeline.execute(principal, pipelineId);
    const now = this.clock.now();
    return this.unitOfWork.run(async () => {
      const present = await this.pollings.find(pipelineId);
      const fresh = {
        ...{ pipelineId, projectId, seen: null, lastPollAt: null, lastError: null },
        ...{ lastStarted: 0, failures: 0, createdAt: now },
      };
      const saved = { ...fresh, ...present, interval, nextPollAt: now, updatedAt: now };
      await this.pollings.save(saved);
      this.unitOfWork.afterCommit(() => this.poll.wake());
      return saved;
    });
  }

  async delete(principal: Principal, pipelineId: string): Promise<void> {
    await this.show(principal, pipelineId);
    await this.unitOfWork.run(() => this.pollings.delete(pipelineId));
  }
}
