import { Page, PageRequest } from '../../../shared/domain/paging.js';
import type { ProjectScope } from '../../keystone-auth/index.js';
import { Plan } from './plan.js';

/** The store of plans. What is not of the scope is simply not there. Writes join the unit of work. */
export abstract class Plans {
  /** False where there is a plan of that id. `packIds` are the project's own language packs that it names. */
  abstract insert(plan: Plan, packIds: readonly string[]): Promise<boolean>;

  abstract find(scope: ProjectScope, id: string): Promise<Plan | undefined>;

  /** Sort keys and filters by their wire names: created_at, updated_at, name. */
  abstract list(scope: ProjectScope, page: PageRequest): Promise<Page<Plan>>;

  /** Replaces the plan if its version is still `version`; false where somebody was faster. */
  abstract update(plan: Plan, version: number, packIds: readonly string[]): Promise<boolean>;

  /** Throws `conflict` (`plan.in_use`) while a pipeline refers to it. */
  abstract delete(id: string): Promise<void>;
}
