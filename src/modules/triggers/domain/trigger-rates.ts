/** `refused`: what is not believed has an allowance of its own, so that a flood of it does not lock out what is. */
export type RateKind = 'taken' | 'refused';

/** How many webhooks came in at a trigger in the present minute; durable, and the same for all processes. */
export abstract class TriggerRates {
  /**
   * Counts one more, in the unit of work; false where that kind has reached its limit. `minute` counts from the epoch. Of the
   * deliveries of one trigger, none goes on beyond here until the unit of work before it is over.
   */
  abstract take(triggerId: string, kind: RateKind, minute: number, limit: number): Promise<boolean>;
}
