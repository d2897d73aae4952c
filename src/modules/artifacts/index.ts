export { ArtifactsModule } from './artifacts.module.js';
export { ArtifactReferences } from './domain/artifact-references.js';
