import { Page, PageRequest } from '../../../shared/domain/paging.js';
import type { DelegationStatus, ProjectScope } from '../../keystone-auth/index.js';
import { Pipeline, PipelineStatus } from './pipeline.js';

/**
 * The store of pipelines. Users see the complete ones of the scope: another project's, and one that is still being
 * created, are not there. Writes join the unit of work.
 */
export abstract class Pipelines {
  /** False where there is a pipeline of that id. Throws `invalid` (`plan.not_found`) where the plan has gone meanwhile. */
  abstract insert(pipeline: Pipeline): Promise<boolean>;

  abstract find(scope: ProjectScope, id: string): Promise<Pipeline | undefined>;

  /** In any status; for the service's own work. */
  abstract get(id: string): Promise<Pipeline | undefined>;

  abstract findByTrigger(triggerId: string): Promise<Pipeline | undefined>;

  /** Those with `nameContains` in their name, in whatever case. Sort keys and filters by their wire names: created_at, updated_at, name, workbook_name, plan_id. */
  abstract list(scope: ProjectScope, page: PageRequest, nameContains?: string): Promise<Page<Pipeline>>;

  /** Writes the given fields if the pipeline is in one of these statuses (and of this version); false else. */
  abstract change(
    id: string,
    from: { readonly status: readonly PipelineStatus[]; readonly version?: number },
    fields: Partial<Omit<Pipeline, 'id' | 'projectId'>>,
  ): Promise<boolean>;

  /** Writes down whether the delegation works; there may be no such pipeline. */
  abstract noteDelegation(delegationId: string, status: DelegationStatus): Promise<void>;

  /** Whether another pipeline of the project uses the workbook. */
  abstract usesWorkbook(projectId: string, workbookName: string, exceptId: string): Promise<boolean>;

  /** Half made and half deleted ones that it is time to take away: those longest due come first. */
  abstract abandoned(now: Date, limit: number): Promise<Pipeline[]>;

  abstract delete(id: string): Promise<void>;
}
