import { Page, PageRequest } from '../../../shared/domain/paging.js';
import { Plan } from './plan.js';

/** The store of plans. A project sees its own only: another's is simply not there. Writes join the unit of work. */
export abstract class Plans {
  /** False where there is a plan of that id. */
  abstract insert(plan: Plan): Promise<boolean>;

  abstract find(projectId: string, id: string): Promise<Plan | undefined>;

  /** Sort keys and filters by their wire names: created_at, updated_at, name. */
  abstract list(projectId: string, page: PageRequest): Promise<Page<Plan>>;

  /** Replaces the plan if its version is still `version`; false where somebody was faster. */
  abstract update(plan: Plan, version: number): Promise<boolean>;

  /** Throws `conflict` (`plan.in_use`) while a pipeline refers to it. */
  abstract delete(projectId: string, id: string): Promise<void>;
}
