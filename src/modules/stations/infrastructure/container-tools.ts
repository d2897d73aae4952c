/** What a build is made from, and where it goes. All paths are absolute. */
export interface ContainerOrder {
  /** `localhost/name:tag` */
  readonly image: string;
  readonly recipe: string;
  readonly context: string;
  /** The archive to write. */
  readonly file: string;
  /** An empty directory for the tool's own storage, gone after the build: tenants share no images. */
  readonly storage: string;
}

/** How one tool is called; every list is a program and its arguments. */
export interface ContainerTool {
  readonly name: string;
  /** Run one after the other until one fails. */
  commands(order: ContainerOrder): string[][];
  /** Removes what the tool keeps outside of (or unreadable inside) the storage directory. */
  cleanUp(order: ContainerOrder): string[][];
}

const isRoot = process.getuid?.() === 0;

/** vfs and chroot need no privileges beyond those of the user (in a container, say). */
const storageArguments = ({ storage }: ContainerOrder): string[] => [
  ...['--root', `${storage}/root`, '--runroot', `${storage}/run`, '--storage-driver', 'vfs'],
];

/** Files of a rootless build belong to subordinate users, whom only the tool can become. */
const removal = (tool: string, { storage }: ContainerOrder): string[][] =>
  isRoot ? [] : [[tool, 'unshare', 'rm', '-rf', storage]];

const buildah: ContainerTool = {
  name: 'buildah',
  commands: (order) => [
    [
      ...['buildah', ...storageArguments(order), 'build', '--isolation', 'chroot', '--format', 'oci'],
      ...['--timestamp', '0', '--file', order.recipe, '--tag', order.image, order.context],
    ],
    ['buildah', ...storageArguments(order), 'push', order.image, `oci-archive:${order.file}:${order.image}`],
  ],
  cleanUp: (order) => removal('buildah', order),
};

const podman: ContainerTool = {
  name: 'podman',
  commands: (order) => [
    [
      ...['podman', ...storageArguments(order), 'build', '--isolation', 'chroot', '--format', 'oci'],
      ...['--timestamp', '0', '--file', order.recipe, '--tag', order.image, order.context],
    ],
    [
      'podman',
      ...storageArguments(order),
      'save',
      '--format',
      'oci-archive',
      '--output',
      order.file,
      order.image,
    ],
  ],
  cleanUp: (order) => removal('podman', order),
};

/** The daemon has one storage for all: the image is removed from it again. */
const docker: ContainerTool = {
  name: 'docker',
  commands: (order) => [
    ['docker', 'build', '--file', order.recipe, '--tag', order.image, order.context],
    ['docker', 'save', '--output', order.file, order.image],
  ],
  cleanUp: (order) => [['docker', 'image', 'rm', '--force', order.image]],
};

/** In order of preference. */
export const CONTAINER_TOOLS: readonly ContainerTool[] = [buildah, podman, docker];
