import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare, ROOT } from './prepare.mjs';

await prepare();
await import(pathToFileURL(join(ROOT, 'dist', 'rotate-keys.js')).href);
