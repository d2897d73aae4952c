import type { ImageFormat } from './image-builders.js';

/** What does the work of jobs on a worker's machine, as it was found by trying it out. */
export interface Runner {
  /** `process`: runs the commands of plans; `container`: builds container images. */
  readonly kind: 'process' | 'container';
  /** What holds the commands (`bubblewrap`, `none`), or the tool that builds (`buildah`, `podman`, `docker`). */
  readonly name: string;
  /** `key=value`, of the machine and of what the runner keeps; in order. */
  readonly labels: readonly string[];
}

export type BuildableFormat = Exclude<ImageFormat, 'auto'>;

/** What one machine has; finding out runs programs, and is done once. */
export abstract class RunnerDiscovery {
  /** The runner of commands. */
  abstract process(): Promise<Runner>;

  /** The builder of container images; undefined where none works. Aborted: undefined, and nothing goes on running. */
  abstract container(signal: AbortSignal): Promise<Runner | undefined>;
}
