import type { ProjectScope } from '../../keystone-auth/index.js';
import { ProjectPack } from './language-pack.js';

/** The store of the projects' own packs. What is not of the scope is simply not there. Writes join the unit of work. */
export abstract class LanguagePacks {
  /** False where there is a pack of that id, or one of that name in the project. */
  abstract insert(pack: ProjectPack): Promise<boolean>;

  abstract get(scope: ProjectScope, id: string): Promise<ProjectPack | undefined>;

  abstract find(projectId: string, name: string): Promise<ProjectPack | undefined>;

  /** All of a project, which are not many; in no order. */
  abstract ofProject(projectId: string): Promise<ProjectPack[]>;

  /** Replaces the pack if its version is still `version`; false where somebody was faster. */
  abstract update(pack: ProjectPack, version: number): Promise<boolean>;

  /** Throws `conflict` (`language_pack.in_use`) while a plan names it. */
  abstract delete(id: string): Promise<void>;
}
