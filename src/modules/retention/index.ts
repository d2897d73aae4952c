export { type Aging, sweepAged } from './application/sweep-aged.js';
export { sweepOlder } from './application/sweep-older.js';
export { SweepExpired } from './application/sweep-expired.js';
export { AgedThings } from './domain/aged-things.js';
export { dueBefore } from './domain/due-before.js';
export type { RetentionRule } from './domain/retention-rule.js';
export { RetentionRules } from './domain/retention-rules.js';
export { RetentionModule } from './retention.module.js';
