import { jest } from '@jest/globals';
import { keystoneAuthentication } from '../contract/keystone-authentication.contract.js';
import { realIdentity } from './keystone-cloud.js';

/** Everything shares two cores with Keystone. */
jest.setTimeout(180_000);

keystoneAuthentication('the real Keystone', realIdentity);
