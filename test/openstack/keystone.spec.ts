import { jest } from '@jest/globals';
import { keystoneAccess } from '../contract/keystone-access.contract.js';
import { keystoneAllProjects } from '../contract/keystone-all-projects.contract.js';
import { keystoneAuthentication } from '../contract/keystone-authentication.contract.js';
import { keystoneBrokenOff } from '../contract/keystone-broken-off.contract.js';
import { keystoneDelegation } from '../contract/keystone-delegation.contract.js';
import { realIdentity } from './keystone-cloud.js';

/** Keystone hashes a password for each sign-in, on the two cores that everything shares. */
jest.setTimeout(180_000);

keystoneAuthentication('the real Keystone', realIdentity);
keystoneAccess('the real Keystone', realIdentity);
keystoneAllProjects('the real Keystone', realIdentity);
keystoneDelegation('the real Keystone', realIdentity);
keystoneBrokenOff('the real Keystone', realIdentity);
