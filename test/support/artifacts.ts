import { DatabaseSession } from '../../src/database/database-session.js';
import { CataloguedArtifacts } from '../../src/modules/artifacts/application/catalogued-artifacts.js';
import { TypeOrmArtifactCatalogue } from '../../src/modules/artifacts/infrastructure/typeorm-artifact-catalogue.js';
import { DiskArtifactFiles } from '../../src/shared/artifacts/disk-artifact-files.js';
import { ArtifactStore } from '../../src/shared/domain/artifact-store.js';
import { SystemClock } from '../../src/shared/domain/clock.js';

export { ArtifactRecord } from '../../src/modules/artifacts/infrastructure/artifact.record.js';

/** The service's own store of artifacts on a directory, for suites that test without the whole service. */
export function artifactStore(session: DatabaseSession, dataDir: string): ArtifactStore {
  const files = new DiskArtifactFiles(dataDir);
  return new CataloguedArtifacts(new TypeOrmArtifactCatalogue(session), files, session, new SystemClock());
}
