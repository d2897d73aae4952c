import { Artifact } from '../../../shared/domain/artifact-store.js';
import { JobLog } from './job-logs.js';
import { Workspace } from './workspaces.js';

export type ImageFormat = 'auto' | 'slug' | 'oci';

export interface BuildRequest {
  readonly workspace: Workspace;
  /** Name of the image; a label for people. */
  readonly name: string;
  readonly commit: string;
  readonly log: JobLog;
  readonly signal: AbortSignal;
}

/** What a build left in `workspace.output`; `file` is undefined where the build failed, with the tool's words in the log. */
export interface Build {
  readonly format: Artifact['format'];
  readonly file: string | undefined;
  readonly exitCode: number;
}

export abstract class SlugBuilder {
  /**
   * Packs `workspace.source` without `.git` into a tar.gz whose bytes depend on the files' names, contents, links and
   * executable bits only. Throws the signal's reason when aborted.
   */
  abstract build(request: BuildRequest): Promise<Build>;
}

export abstract class ContainerBuilder {
  /** The name of the Containerfile or Dockerfile at the source's root; undefined where there is none. */
  abstract recipe(workspace: Workspace): Promise<string | undefined>;

  /** The tool that really builds here (`buildah`, `podman`, `docker`); undefined where none does. Tried out once, until `signal` aborts. */
  abstract tool(signal?: AbortSignal): Promise<string | undefined>;

  /** Builds the recipe into an OCI (or Docker) image archive. Throws the signal's reason when aborted. */
  abstract build(request: BuildRequest): Promise<Build>;
}
