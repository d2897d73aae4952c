import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { Clock } from '../../../shared/domain/clock.js';
import { ArtifactReferences } from '../../artifacts/index.js';
import { ExpiredExecutions } from '../../executions/index.js';
import { dueBefore } from '../../retention/index.js';
import { ExecutionArtifacts } from '../domain/execution-artifacts.js';

const BATCH = 100;

/** Executions need their artifacts: to go on, to be run again, and the newest good ones to be gone back to. */
@Injectable()
export class ReferToArtifacts {
  constructor(
    references: ArtifactReferences,
    private readonly uses: ExecutionArtifacts,
    private readonly executions: ExpiredExecutions,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    references.add((ids) => this.neededAmong(ids));
  }

  private async neededAmong(artifactIds: readonly string[]): Promise<Set<string>> {
    const needed = new Set<string>();
    for (const id of artifactIds) if (await this.isNeeded(id)) needed.add(id);
    return needed;
  }

  private async isNeeded(artifactId: string): Promise<boolean> {
    const { artifactDays, keepArtifacts } = this.config.retention;
    const endedSince = dueBefore(this.clock, artifactDays) ?? new Date(0);
    let executionIds: string[];
    let last: string | undefined;
    do {
      executionIds = await this.uses.executionsOf(artifactId, last, BATCH);
      if (await this.executions.anyStands(executionIds, endedSince, keepArtifacts)) return true;
      last = executionIds.at(-1);
    } while (executionIds.length === BATCH);
    return false;
  }
}
