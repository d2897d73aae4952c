import type { ArtifactCopy } from '../../../shared/artifacts/artifact-files.js';
import type { KeptArtifact } from './artifact-catalogue.js';

export function copyOf({ id, copy }: KeptArtifact): ArtifactCopy {
  return { digest: id.slice('sha256:'.length), copy };
}
