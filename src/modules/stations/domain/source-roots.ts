import { SourceRoot } from '../../language-packs/index.js';
import { Workspace } from './workspaces.js';

/** Looks at checked out sources, which are other people's: at what lies at the root, and no further. */
export abstract class SourceRoots {
  abstract of(workspace: Workspace): SourceRoot;
}
