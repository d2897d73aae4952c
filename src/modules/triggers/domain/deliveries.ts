import { Page, PageRequest } from '../../../shared/domain/paging.js';
import type { Delivery } from './delivery.js';
import type { PackedPayload } from './packed-payload.js';

/**
 * The ledger of what came in at the triggers. Its unique keys decide races: of two deliveries that claim the same key one
 * is inserted. Rows go with their pipeline. Writes join the unit of work.
 */
export abstract class Deliveries {
  /**
   * False, and nothing is written, where its id or one of its keys is taken. `payload` undefined: it is not kept. Throws
   * `not_found` (`trigger.not_found`) where the pipeline has gone meanwhile.
   */
  abstract insert(delivery: Delivery, payload?: PackedPayload): Promise<boolean>;

  abstract find(pipelineId: string, id: string): Promise<Delivery | undefined>;

  abstract byOnceKey(triggerId: string, onceKey: string): Promise<Delivery | undefined>;

  abstract byStepKey(pipelineId: string, stepKey: string): Promise<Delivery | undefined>;

  /** The ref is there again: steps from there are new from now on. */
  abstract freeSteps(pipelineId: string, stepFrom: string): Promise<void>;

  /** One more was refused in the minute that the row stands for. */
  abstract countRefused(triggerId: string, onceKey: string): Promise<void>;

  /** Undefined where it was not kept. */
  abstract payload(id: string): Promise<PackedPayload | undefined>;

  /** Sort keys and filters by their wire names: received_at, verdict, ref, commit, host_delivery_id. */
  abstract ofPipeline(pipelineId: string, page: PageRequest): Promise<Page<Delivery>>;
}
