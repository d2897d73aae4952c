import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { ArtifactFiles } from '../../shared/artifacts/artifact-files.js';
import { DiskArtifactFiles } from '../../shared/artifacts/disk-artifact-files.js';
import { ArtifactStore } from '../../shared/domain/artifact-store.js';
import { RetentionModule } from '../retention/index.js';
import { CataloguedArtifacts } from './application/catalogued-artifacts.js';
import { ExpireArtifacts } from './application/expire-artifacts.js';
import { RemoveStrayCopies } from './application/remove-stray-copies.js';
import { ArtifactCatalogue } from './domain/artifact-catalogue.js';
import { ArtifactReferences } from './domain/artifact-references.js';
import { ArtifactRecord } from './infrastructure/artifact.record.js';
import { TypeOrmArtifactCatalogue } from './infrastructure/typeorm-artifact-catalogue.js';

@Module({
  imports: [TypeOrmModule.forFeature([ArtifactRecord]), RetentionModule],
  providers: [
    ArtifactReferences,
    ExpireArtifacts,
    RemoveStrayCopies,
    { provide: ArtifactCatalogue, useClass: TypeOrmArtifactCatalogue },
    { provide: ArtifactStore, useClass: CataloguedArtifacts },
    {
      provide: ArtifactFiles,
      inject: [APP_CONFIG],
      useFactory: async ({ artifacts, dataDir }: AppConfig): Promise<ArtifactFiles> => {
        if (!artifacts.bucket) return new DiskArtifactFiles(dataDir);
        // The client is large: only who uses it waits for it.
        const { S3ArtifactFiles } = await import('../../shared/artifacts/s3-artifact-files.js');
        return new S3ArtifactFiles(artifacts.bucket);
      },
    },
  ],
  exports: [ArtifactReferences, ArtifactStore],
})
export class ArtifactsModule {}
