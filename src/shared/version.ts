import { readFileSync } from 'node:fs';

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** The release of this service, from package.json. */
export const IMPLEMENTATION_VERSION = manifest.version;
