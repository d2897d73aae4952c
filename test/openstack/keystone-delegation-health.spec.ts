import { jest } from '@jest/globals';
import { keystoneDelegationHealth } from '../contract/keystone-delegation-health.contract.js';
import { realIdentity } from './keystone-cloud.js';

/** Everything shares two cores with Keystone. */
jest.setTimeout(180_000);

keystoneDelegationHealth('the real Keystone', realIdentity);
