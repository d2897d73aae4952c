import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare, ROOT } from './prepare.mjs';

await prepare();
// In this very process: signals reach the service directly, and its exit code is the command's.
await import(pathToFileURL(join(ROOT, 'dist', 'main.js')).href);
