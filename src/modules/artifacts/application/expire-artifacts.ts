import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { ArtifactFiles } from '../../../shared/artifacts/artifact-files.js';
import { Clock } from '../../../shared/domain/clock.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { dueBefore, type RetentionRule, RetentionRules } from '../../retention/index.js';
import { ArtifactCatalogue, KeptArtifact } from '../domain/artifact-catalogue.js';
import { ArtifactReferences } from '../domain/artifact-references.js';
import { copyOf } from '../domain/copy-of.js';

const BATCH = 50;

/** Artifacts go some days after their last use, if nobody refers to them. What was killed on the way is done again. */
@Injectable()
export class ExpireArtifacts implements RetentionRule {
  readonly kind = 'artifacts';

  constructor(
    rules: RetentionRules,
    private readonly catalogue: ArtifactCatalogue,
    private readonly references: ArtifactReferences,
    private readonly files: ArtifactFiles,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    rules.add(this);
  }

  async *sweep(): AsyncIterable<number> {
    const before = dueBefore(this.clock, this.config.retention.artifactDays);
    if (before) yield* this.leave(before);
    for (let left = await this.catalogue.leaving(BATCH); left.length > 0;) {
      for (const artifact of left) await this.takeAway(artifact);
      yield left.length;
      left = await this.catalogue.leaving(BATCH);
    }
  }

  /** Counts nothing yet: they go when their files have gone. */
  private async *leave(before: Date): AsyncIterable<number> {
    let found: KeptArtifact[];
    let last: KeptArtifact | undefined;
    do {
      found = await this.catalogue.usedBefore(before, last, BATCH);
      const needed = await this.references.among(found.map(({ id }) => id));
      const due = found.filter(({ id }) => !needed.has(id));
      await this.unitOfWork.run(async () => {
        for (const artifact of due) await this.catalogue.leave(artifact);
      });
      last = found.at(-1);
      yield 0;
    } while (found.length === BATCH);
  }

  private async takeAway(artifact: KeptArtifact): Promise<void> {
    await this.files.remove(copyOf(artifact));
    await this.unitOfWork.run(() => this.catalogue.remove(artifact));
  }
}
