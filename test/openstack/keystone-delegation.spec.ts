import { jest } from '@jest/globals';
import { keystoneDelegation } from '../contract/keystone-delegation.contract.js';
import { keystoneBrokenOff } from '../contract/keystone-broken-off.contract.js';
import { realIdentity } from './keystone-cloud.js';

/** Everything shares two cores with Keystone. */
jest.setTimeout(180_000);

keystoneDelegation('the real Keystone', realIdentity);
keystoneBrokenOff('the real Keystone', realIdentity);
