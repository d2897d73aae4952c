import { ConformanceCase, Expected } from './case.js';

/** Something that cases can be run on. */
export interface ConformanceEngine {
  /**
   * What the case led to, in the form of `expected.json`; the texts that it calls `…_contains` are whole. Throws where
   * the case does not come to its end in its time.
   */
  run(conformanceCase: ConformanceCase): Promise<Expected>;
}
