import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { ArtifactCopy, ArtifactFiles } from '../../../shared/artifacts/artifact-files.js';
import { Clock } from '../../../shared/domain/clock.js';
import { type RetentionRule, RetentionRules } from '../../retention/index.js';
import { ArtifactCatalogue } from '../domain/artifact-catalogue.js';

const BATCH = 100;
const DAY_MS = 86_400_000;

/**
 * Copies that no row names: a process died between the file and its row, or between the two of a removal. All that lies there is
 * listed for it, so it is done once a day; and what is young is left alone, as its row may be on its way.
 */
@Injectable()
export class RemoveStrayCopies implements RetentionRule {
  readonly kind = 'stray_artifacts';
  private nextAt = new Date(0);

  constructor(
    rules: RetentionRules,
    private readonly catalogue: ArtifactCatalogue,
    private readonly files: ArtifactFiles,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    rules.add(this);
  }

  async *sweep(): AsyncIterable<number> {
    if (this.clock.now() < this.nextAt) return;
    const graceMs = Math.max(DAY_MS, this.config.worker.timeoutSeconds * 2000);
    const before = this.clock.after(-graceMs);
    yield await this.files.removeUnfinished(before);
    let copies: ArtifactCopy[] = [];
    for await (const copy of this.files.writtenBefore(before)) {
      copies.push(copy);
      if (copies.length < BATCH) continue;
      yield await this.removeStrays(copies);
      copies = [];
    }
    yield await this.removeStrays(copies);
    this.nextAt = this.clock.after(DAY_MS);
  }

  private async removeStrays(copies: readonly ArtifactCopy[]): Promise<number> {
    const named = await this.catalogue.copiesOf(copies.map(({ digest }) => `sha256:${digest}`));
    const strays = copies.filter(({ digest, copy }) => named.get(`sha256:${digest}`) !== copy);
    for (const stray of strays) await this.files.remove(stray);
    return strays.length;
  }
}
