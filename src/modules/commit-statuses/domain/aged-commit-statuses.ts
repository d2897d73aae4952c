import { AgedThings } from '../../retention/index.js';

/** Commit statuses by their age. */
export abstract class AgedCommitStatuses extends AgedThings {}
