import { Injectable } from '@nestjs/common';
import { Artifact, ArtifactStore } from '../../../shared/domain/artifact-store.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { ExecutionArtifacts } from '../domain/execution-artifacts.js';

/** What a run builds and deploys: it stays while the run may need it. */
@Injectable()
export class RunArtifacts {
  constructor(
    private readonly artifacts: ArtifactStore,
    private readonly uses: ExecutionArtifacts,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Takes the built file over. */
  async keep(executionId: string, file: string, format: Artifact['format']): Promise<Artifact> {
    const artifact = await this.artifacts.put(file, format);
    await this.use(executionId, artifact.id);
    return artifact;
  }

  /** Throws `not_found` (`artifact.not_found`). */
  use(executionId: string, artifactId: string): Promise<Artifact> {
    return this.unitOfWork.run(async () => {
      const artifact = await this.artifacts.use(artifactId);
      if (!artifact) throw notFound(artifactId);
      await this.uses.note(executionId, artifactId);
      return artifact;
    });
  }
}

function notFound(id: string): DomainError {
  const detail =
    `There is no artifact ${id} to deploy: it was never built here, or its time is over. ` +
    'Run the pipeline again from the start to build it.';
  return new DomainError('not_found', 'artifact.not_found', detail);
}
