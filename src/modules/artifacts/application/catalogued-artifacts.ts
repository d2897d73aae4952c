import { Injectable } from '@nestjs/common';
import { rm } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { ArtifactFiles } from '../../../shared/artifacts/artifact-files.js';
import { measurePlainFile } from '../../../shared/artifacts/plain-file.js';
import { VerifiedBytes } from '../../../shared/artifacts/verified-bytes.js';
import { Artifact, ArtifactStore } from '../../../shared/domain/artifact-store.js';
import { Clock } from '../../../shared/domain/clock.js';
import { DomainError } from '../../../shared/domain/domain-error.js';
import { newId } from '../../../shared/domain/ids.js';
import { UnitOfWork } from '../../../shared/domain/unit-of-work.js';
import { ArtifactCatalogue, KeptArtifact } from '../domain/artifact-catalogue.js';

const ID = /^sha256:([0-9a-f]{64})$/;

/** The artifacts that the database lists, and their bytes among the files. */
@Injectable()
export class CataloguedArtifacts extends ArtifactStore {
  constructor(
    private readonly catalogue: ArtifactCatalogue,
    private readonly files: ArtifactFiles,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {
    super();
  }

  async put(file: string, format: Artifact['format']): Promise<Artifact> {
    const { size, digest } = await measurePlainFile(file);
    const id = `sha256:${digest}`;
    const known = await this.noteUse(id);
    if (known && (await this.files.has({ digest, copy: known.copy }))) {
      await rm(file);
      return told(known);
    }
    const copy = newId();
    await this.files.write(file, { digest, copy });
    const kept = await this.unitOfWork.run(() =>
      this.catalogue.keep({ id, format, size, copy }, this.clock.now(), known?.copy),
    );
    if (kept.copy !== copy) await this.files.remove({ digest, copy });
    return told(kept);
  }

  async find(id: string): Promise<Artifact | undefined> {
    const found = ID.test(id) ? await this.catalogue.find(id) : undefined;
    return found && told(found);
  }

  async use(id: string): Promise<Artifact | undefined> {
    const found = await this.noteUse(id);
    return found && told(found);
  }

  async open(id: string): Promise<Readable> {
    const [, digest] = ID.exec(id) ?? [];
    const found = digest === undefined ? undefined : await this.catalogue.find(id);
    // What an earlier version stored may have no row, and run all the same.
    const bytes = digest && (await this.files.read({ digest, copy: found?.copy ?? '' }));
    if (!bytes) throw new DomainError('not_found', 'artifact.not_found', `There is no artifact ${id}.`);
    // Whoever reads the last stream gets every error, so there is nothing left to be done about one here.
    return pipeline(bytes, new VerifiedBytes(digest), () => undefined);
  }

  private noteUse(id: string): Promise<KeptArtifact | undefined> {
    return this.unitOfWork.run(async () =>
      ID.test(id) && (await this.catalogue.use(id, this.clock.now())) ? this.catalogue.find(id) : undefined,
    );
  }
}

function told({ id, format, size }: KeptArtifact): Artifact {
  return { id, format, size };
}
