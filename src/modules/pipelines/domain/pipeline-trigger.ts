import { randomBytes } from 'node:crypto';
import { DEFAULT_TRIGGER_FILTERS, type TriggerFilters } from './trigger-filters.js';

/** `allowed`: a webhook without a signature is believed; one with a wrong signature never is. */
export type UnsignedWebhooks = 'allowed' | 'refused';

/** What users write of a trigger. */
export interface TriggerSettings {
  readonly unsigned: UnsignedWebhooks;
  /** Most webhooks that are taken in a minute; those that are refused have as many of their own. */
  readonly rateLimit: number;
  readonly filters: TriggerFilters;
}

export const DEFAULT_TRIGGER_SETTINGS: TriggerSettings = {
  unsigned: 'refused',
  rateLimit: 600,
  filters: DEFAULT_TRIGGER_FILTERS,
};

/** Where a pipeline's git host posts to, and what is believed there. */
export interface PipelineTrigger extends TriggerSettings {
  /** The last part of the trigger's URL. */
  readonly id: string;
  readonly pipelineId: string;
  readonly projectId: string;
  /** What webhooks are signed with; null: none was made yet, as the pipeline is from before there were any. */
  readonly secret: string | null;
  readonly secretMadeAt: Date | null;
  /** The one before the last rotation, which is believed until `previousUntil`. */
  readonly previousSecret: string | null;
  readonly previousUntil: Date | null;
  /** Counts changes. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** 32 random bytes in hexadecimal, which every git host takes. */
export function newTriggerSecret(): string {
  return randomBytes(32).toString('hex');
}

/** The secrets that may have signed a webhook now. */
export function secretsAt(trigger: PipelineTrigger, now: Date): string[] {
  const { secret, previousSecret, previousUntil } = trigger;
  const overlaps = previousUntil !== null && previousUntil > now;
  return [secret, overlaps ? previousSecret : null].filter((each) => each !== null);
}
