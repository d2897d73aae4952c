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

/** Content-addressed files that outlive the job that made them. Storing the same content twice keeps one copy. */
export abstract class ArtifactStore {
  /** Takes the file over (moves it where it can). */
  abstract put(file: string, format: Artifact['format']): Promise<Artifact>;

  /** Undefined where there is no such artifact. */
  abstract find(id: string): Promise<Artifact | undefined>;

  /** Throws `not_found` (`artifact.not_found`). */
  abstract open(id: string): Promise<Readable>;
}
