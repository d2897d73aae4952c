import { AgedThings } from '../../retention/index.js';

/** Deliveries by their age. */
export abstract class AgedDeliveries extends AgedThings {}
