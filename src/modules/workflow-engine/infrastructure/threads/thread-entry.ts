import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a thread of the engine runs: the file beside this one, compiled or not as this one is. */
export const THREAD_ENTRY: { readonly url: URL; readonly execArgv?: string[] } = {
  url: new URL(`./engine-thread${extname(fileURLToPath(import.meta.url))}`, import.meta.url),
};
