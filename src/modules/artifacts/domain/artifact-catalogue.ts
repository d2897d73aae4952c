import type { Artifact } from '../../../shared/domain/artifact-store.js';

/** An artifact that is there, and its copy among the files. */
export interface KeptArtifact extends Artifact {
  readonly copy: string;
  /** When it was last stored, deployed or otherwise begun to be referred to. */
  readonly usedAt: Date;
}

export type NewArtifact = Omit<KeptArtifact, 'usedAt'>;

/**
 * Which artifacts there are. A row is written after its file, and leaves before it: first it is `leaving`, which nobody finds any more,
 * then the file goes, then the row. All writes join the unit of work.
 */
export abstract class ArtifactCatalogue {
  /** Undefined for what is leaving, too. */
  abstract find(id: string): Promise<KeptArtifact | undefined>;

  /** Notes a use; false where there is no such artifact. */
  abstract use(id: string, now: Date): Promise<boolean>;

  /**
   * Adds the artifact with its copy, and answers what is kept: where somebody else has added the artifact since, that is theirs.
   * One that is leaving, or whose copy is `lost`, gets the new copy instead.
   */
  abstract keep(artifact: NewArtifact, now: Date, lost: string | undefined): Promise<KeptArtifact>;

  /** At most `limit` that were last used before, behind `after`, those that were not used for longest first. */
  abstract usedBefore(before: Date, after: KeptArtifact | undefined, limit: number): Promise<KeptArtifact[]>;

  /** Has it leave; false where it was used since it was read. */
  abstract leave(artifact: KeptArtifact): Promise<boolean>;

  /** At most `limit` that are leaving. */
  abstract leaving(limit: number): Promise<KeptArtifact[]>;

  /** The file of one that was leaving is gone. */
  abstract remove(artifact: KeptArtifact): Promise<void>;

  /** The copies of these artifacts, whatever becomes of them. */
  abstract copiesOf(ids: readonly string[]): Promise<Map<string, string>>;
}
