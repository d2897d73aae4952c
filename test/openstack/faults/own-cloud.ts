import { Cloud } from '../cloud/cloud.mjs';
import { stateDirectory } from '../cloud/layout.mjs';

/** The cloud of these tests alone, so that its services may die and its tokens be short; never the one that others work with. */
export function ownCloud(): Cloud {
  process.env.SOLUM_TEST_CLOUD_DIR ??= `${stateDirectory()}-faults`;
  return new Cloud(stateDirectory());
}
