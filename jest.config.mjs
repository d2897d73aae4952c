/** ESM-only packages that CommonJS ones require: Node can, jest on Node 20 cannot, so they are compiled for it. */
const REQUIRED_ESM = ['content-disposition', 'cookie', 'mime'];
const required = `/node_modules/(${REQUIRED_ESM.join('|')})/.+\\.js$`;
const toCommonJs = {
  swcrc: false,
  jsc: { target: 'es2022', parser: { syntax: 'ecmascript' } },
  module: { type: 'commonjs' },
};

/** Tests that kill services: they have a cloud to themselves, and run alone. */
const FAULTS = '/test/openstack/faults/';

/** Tests that run what the documents print: each page has a service of its own. */
const COMMANDS = '/test/documents/commands/';

const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { swcrc: true }], [required]: ['@swc/jest', toCommonJs] },
  transformIgnorePatterns: [`/node_modules/(?!(${REQUIRED_ESM.join('|')})/)`],
  moduleNameMapper: {
    '^\\./thread-entry\\.js$': '<rootDir>/test/support/thread-entry.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  setupFiles: ['reflect-metadata'],
};

export default {
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/{src,web/src,test/documents}/**/*.spec.ts'],
      testPathIgnorePatterns: [COMMANDS],
    },
    { ...shared, displayName: 'documents', testMatch: [`<rootDir>${COMMANDS}*.spec.ts`] },
    { ...shared, displayName: 'contract', testMatch: ['<rootDir>/test/{contract,conformance}/**/*.spec.ts'] },
    { ...shared, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.spec.ts'] },
    { ...shared, displayName: 'cli', testMatch: ['<rootDir>/test/cli/**/*.spec.ts'] },
    { ...shared, displayName: 'browser', testMatch: ['<rootDir>/test/browser/**/*.spec.ts'] },
    {
      ...shared,
      displayName: 'openstack',
      testMatch: ['<rootDir>/test/openstack/**/*.spec.ts'],
      testPathIgnorePatterns: [FAULTS],
    },
    { ...shared, displayName: 'openstack-faults', testMatch: [`<rootDir>${FAULTS}**/*.spec.ts`] },
  ],
  testTimeout: 60_000,
};
