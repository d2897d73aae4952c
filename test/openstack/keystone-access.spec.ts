import { jest } from '@jest/globals';
import { keystoneAccess } from '../contract/keystone-access.contract.js';
import { keystoneAllProjects } from '../contract/keystone-all-projects.contract.js';
import { realIdentity } from './keystone-cloud.js';

/** Everything shares two cores with Keystone. */
jest.setTimeout(180_000);

keystoneAccess('the real Keystone', realIdentity);
keystoneAllProjects('the real Keystone', realIdentity);
