import type { DelegationStatus } from '../../keystone-auth/index.js';
import type { ConcurrencySettings } from './concurrency.js';

/**
 * - `creating`, `discarding`: a creation under way, or being taken back; nobody sees these.
 * - `ready`: complete.
 * - `deleting`: being deleted; repeating the DELETE goes on with it.
 */
export type PipelineStatus = 'creating' | 'discarding' | 'ready' | 'deleting';

/** What users may write. */
export interface PipelineFields {
  readonly name: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly planId: string;
  readonly workbookName: string;
  /** Seconds that a run, and each of its tasks, may take; null: as the service is set. */
  readonly runTimeout: number | null;
  readonly taskTimeout: number | null;
  /** Null: its runs wait for no others. */
  readonly concurrency: ConcurrencySettings | null;
}

/** Ties a plan to a workbook and a git trigger. */
export interface Pipeline extends PipelineFields {
  readonly id: string;
  readonly projectId: string;
  readonly userId: string;
  /** Who knows it can start the pipeline. */
  readonly triggerId: string;
  readonly delegationId: string;
  /** Whether the service can still act for the owner. */
  readonly delegationStatus: DelegationStatus;
  /** The deployment's stack; null only while the pipeline is being created. */
  readonly stackId: string | null;
  /** Whether the engine's workbook was made for this pipeline, and goes with it. */
  readonly workbookCreated: boolean;
  readonly status: PipelineStatus;
  /** While it is being taken away: why it is not gone yet; null where nothing stands in the way. */
  readonly statusReason: string | null;
  /** While `creating`: when the creation counts as abandoned. While it is being taken away: when the service tries again; null: now. */
  readonly leaseUntil: Date | null;
  readonly lastExecutionId: string | null;
  readonly requestDigest: string | null;
  /** Counts changes by users; the ETag is made from it and from the last execution. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export const VISIBLE: readonly PipelineStatus[] = ['ready', 'deleting'];
