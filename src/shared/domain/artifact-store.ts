import { Readable } from 'node:stream';

/** What a build made. */
export interface Artifact {
  /** `sha256:<hex>` of the file's bytes; the same content has the same id. */
  readonly id: string;
  /** `slug` (tar.gz of the built tree) or `oci` (OCI image archive). */
  readonly format: 'slug' | 'oci';
  /** Bytes. */
  readonly size: number;
}

/**
 * Content-addressed files that outlive the job that made them. Storing the same content twice keeps one copy. What nobody
 * refers to is taken away some days after it was last used.
 */
export abstract class ArtifactStore {
  /** Takes the file over (moves it where it can). Counts as a use. Not inside a unit of work. */
  abstract put(file: string, format: Artifact['format']): Promise<Artifact>;

  /** Undefined where there is no such artifact. */
  abstract find(id: string): Promise<Artifact | undefined>;

  /**
   * As `find`, and has it stay for its days from now on: to be called before it is referred to, in the same unit of work, since
   * it could be taken away otherwise between a look and the reference.
   */
  abstract use(id: string): Promise<Artifact | undefined>;

  /**
   * Throws `not_found` (`artifact.not_found`). The stream fails (`artifact.damaged`) where the bytes are not those that were
   * stored.
   */
  abstract open(id: string): Promise<Readable>;
}
